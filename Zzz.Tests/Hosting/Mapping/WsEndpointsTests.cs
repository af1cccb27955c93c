using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zzz.CompilerServices;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Mapping;

/// <summary>The routes that <c>MapZzz</c> maps, and those that it refuses.</summary>
public class WsEndpointsTests
{
    public static readonly TheoryData<string, Action<WsOptions>> InvalidOptions = new()
    {
        { "MaxMessageSize", o => o.MaxMessageSize = 0 },
        { "MaxBufferedBytes", o => o.MaxBufferedBytes = -1 },
        { "MaxSubscriptions", o => o.MaxSubscriptions = 0 },
        { "CloseTimeout", o => o.CloseTimeout = TimeSpan.Zero },
        { "CloseTimeout", o => o.CloseTimeout = Timeout.InfiniteTimeSpan },
        { "SlowConsumer", o => o.SlowConsumer = (WsSlowConsumer)7 },
        { "AllowedOrigins", o => o.AllowedOrigins.Add("example.com") },
        { "AllowedOrigins", o => o.AllowedOrigins.Add("https://example.com/path") },
        { "AllowedOrigins", o => o.AllowedOrigins.Add("") },
        { "\"//example.com\"", o => o.AllowedOrigins.Add("//example.com") },
        { "\"wss://example.com\"", o => o.AllowedOrigins.Add("wss://example.com") },
        { "\"file://server\"", o => o.AllowedOrigins.Add("file://server") },
        { "\"https://example.com:0\"", o => o.AllowedOrigins.Add("https://example.com:0") },
        { "\"*.example.com\"", o => o.AllowedOrigins.Add("*.example.com") },
        { "\"https://*\"", o => o.AllowedOrigins.Add("https://*") },
        { "\"https://a.*.example.com\"", o => o.AllowedOrigins.Add("https://a.*.example.com") },
        { "\"https://*example.com\"", o => o.AllowedOrigins.Add("https://*example.com") },
        { "\"https://*.127.0.0.1\"", o => o.AllowedOrigins.Add("https://*.127.0.0.1") },
        { "\"*://example.com\"", o => o.AllowedOrigins.Add("*://example.com") },
        { "Subprotocols", o => o.Subprotocols.Add("two words") },
        { "Subprotocols", o => o.Subprotocols.Add("") },
        { "Channels.MaxTopicsPerConnection", o => o.Channels.MaxTopicsPerConnection = 0 },
        { "Channels.HeartbeatTimeout", o => o.Channels.HeartbeatTimeout = TimeSpan.Zero },
        { "Channels.RateLimit.Burst", o => o.Channels.RateLimit = new WsRateLimit { MessagesPerSecond = 1, Burst = 0 } },
        { "Channels.RateLimitAction", o => o.Channels.RateLimitAction = (RateLimitAction)7 },
        { "RateLimit.MessagesPerSecond", o => o.RateLimit = new WsRateLimit { MessagesPerSecond = 0, Burst = 1 } },
        { "RateLimit.MessagesPerSecond", o => o.RateLimit = new WsRateLimit { MessagesPerSecond = double.NaN, Burst = 1 } },
        { "TrafficLogSize", o => o.TrafficLogSize = -1 },
        { "RateLimit.Burst", o => o.RateLimit = new WsRateLimit { MessagesPerSecond = 1, Burst = 0 } },
    };

    [Fact]
    public void Without_AddZzz_it_says_what_to_write()
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();
        var exception = Assert.Throws<InvalidOperationException>(() => app.MapZzz());
        Assert.Contains("builder.Services.AddZzz()", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InvalidOptions), DisableDiscoveryEnumeration = true)]
    public void An_option_that_could_not_work_is_named_before_the_app_starts(string name, Action<WsOptions> set)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Build(set).MapZzz());
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ZzzOptions.DrainTimeout))]
    [InlineData(nameof(ZzzOptions.NodeTimeout))]
    [InlineData(nameof(ZzzOptions.PresenceFetchTimeout))]
    public void An_option_of_the_host_is_named_too(string name)
    {
        var exception = Assert.Throws<OptionsValidationException>(
            () => Build(o => typeof(ZzzOptions).GetProperty(name)!.SetValue(o, TimeSpan.Zero)).MapZzz());
        Assert.Contains($"{name} must be more than zero", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_delay_is_named_too()
    {
        var exception = Assert.Throws<OptionsValidationException>(
            () => Build(o => ((ZzzOptions)o).PreDrainDelay = TimeSpan.FromSeconds(-1)).MapZzz());
        Assert.Contains("PreDrainDelay must be zero or more", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "Histories[\"\"]: the key must be a topic, or a prefix followed by *")]
    [InlineData("room:{id}", 1, "Histories[\"room:{id}\"]: the key must be a topic")]
    [InlineData("*:lobby", 1, "Histories[\"*:lobby\"]: the key must be a topic")]
    [InlineData("room:*", 0, "Histories[\"room:*\"]: Messages must be 1 to 10000, not 0")]
    public void A_history_that_cannot_be_kept_is_named_too(string topics, int messages, string failure)
    {
        var exception = Assert.Throws<OptionsValidationException>(
            () => Build(o => ((ZzzOptions)o).Histories[topics] = new HistoryAttribute(messages)).MapZzz());
        Assert.Contains(failure, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_nobody_would_read_are_refused()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddZzz();
        builder.Services.Configure<WsOptions>(options => options.MaxMessageSize = 1);
        var exception = Assert.Throws<OptionsValidationException>(() => builder.Build().MapZzz());
        Assert.Contains("Configure<ZzzOptions>", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InvalidOptions), DisableDiscoveryEnumeration = true)]
    public void An_option_of_one_controller_is_named_with_the_controller(string name, Action<WsOptions> set)
    {
        var endpoints = new WsEndpoints(Build());
        var exception = Assert.Throws<OptionsValidationException>(() => endpoints.Map("Chat.EchoController", "/echo", _ => null!, set));
        Assert.Contains("Chat.EchoController.Configure", exception.Message, StringComparison.Ordinal);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_gives_its_prefix_and_its_conventions()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder => HeaderAuthentication.AddTo(builder.Services),
            use: app => app.MapGroup("/members").MapZzz().RequireAuthorization());

        Assert.Equal(401, await StatusOfAsync(app, "/members/echo"));
        Assert.Equal(101, await StatusOfAsync(app, "/members/echo", "X-User: ada"));
        Assert.Equal(101, await StatusOfAsync(app, "/echo"));
    }

    [Fact]
    public async Task Options_of_one_controller_are_its_own()
    {
        await using TestApp app = await TestApp.StartAsync(options => options.Subprotocols.Add("v1"));
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/echo", "Sec-WebSocket-Protocol: v2, v1"));
        Assert.Equal("v1", (await HttpAnswer.ReadAsync(peer)).Header("Sec-WebSocket-Protocol"));
    }

    private static async Task<int> StatusOfAsync(TestApp app, string path, params string[] headers)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path, headers));
        return (await HttpAnswer.ReadAsync(peer)).Status;
    }

    private static WebApplication Build(Action<ZzzOptions>? options = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddZzz(options);
        return builder.Build();
    }
}
