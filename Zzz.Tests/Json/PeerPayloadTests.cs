using System.Text.Json;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Json;

/// <summary>Whatever throws while a peer's bytes are converted to a value is the peer's fault; a type that can never be read is the app's.</summary>
public sealed class PeerPayloadTests
{
    [Theory]
    [InlineData("shape", "{}")] // an abstract type without a discriminator
    [InlineData("shape", """{"$type":"square"}""")]
    [InlineData("picky", """{"name":"bad"}""")]
    [InlineData("picky", """{"name":"good","count":-1}""")]
    [InlineData("converted", "\"text\"")]
    [InlineData("converted", "{}")]
    [InlineData("own", """{"inner":"text"}""")]
    [InlineData("measure", """{"value":1e999}""")] // would be infinity, which could not be echoed
    [InlineData("measure", """{"value":-1E+400}""")]
    [InlineData("measure", """{"value":"1e999"}""")]
    [InlineData("measure", """{"value":1,"small":1e39}""")]
    [InlineData("measure", """{"value":1,"more":[1,2e308]}""")]
    [InlineData("measure", """{"value":1,"value":2}""")]
    [InlineData("tree", """{"value":1,"value":2}""")]
    [InlineData("tree", """{"inner":{"value":1,"value":2}}""")]
    public async Task A_payload_that_cannot_be_made_closes_with_1007_and_is_logged_at_Debug(string route, string message)
    {
        using var log = new LogRecorder($"Zzz.Zzz.Tests.Controllers.PayloadControllers+{ControllerOf(route)}");
        await using TestApp app = await StartAsync(log);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, $"/payloads/{route}");
        await peer.SendAsync(ClientFrame.Text(message));
        Assert.Equal(1007, (await peer.ReadFrameAsync()).CloseCode);
        Assert.StartsWith("Debug 7: ", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_digits_are_as_large_as_an_exponent()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/payloads/measure");
        await peer.SendAsync(ClientFrame.Text($$"""{"value":{{new string('9', 400)}}}"""));
        Assert.Equal(1007, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Theory]
    [InlineData("""{"value":1e9}""", """{"value":1000000000,"small":0,"text":null,"more":null}""")]
    [InlineData("""{"value":1e300,"small":1e38}""", """{"value":1E+300,"small":1E+38,"text":null,"more":null}""")]
    [InlineData("""{"value":1e-999}""", """{"value":0,"small":0,"text":null,"more":null}""")]
    [InlineData("""{"value":1,"text":"1e999"}""", """{"value":1,"small":0,"text":"1e999","more":null}""")]
    [InlineData("""{"value":1,"text":"3e45","unknown":1e999}""", """{"value":1,"small":0,"text":"3e45","more":null}""")]
    public async Task A_number_that_fits_passes_whatever_it_looks_like(string message, string echo)
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/payloads/measure");
        await peer.SendAsync(ClientFrame.Text(message));
        Assert.Equal(echo, (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_JsonElement_holds_every_number()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/payloads/any");
        await peer.SendAsync(ClientFrame.Text("[1e999]"));
        Assert.Equal("[1e999]", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("unreadable", """{"number":1}""")]
    [InlineData("constructed", """{"inner":{"number":1}}""")]
    [InlineData("filled", """{"inner":[{"number":1}]}""")]
    [InlineData("handler", """{"value":1}""")]
    public async Task What_no_peer_could_send_right_and_what_a_handler_throws_is_the_apps_fault(string route, string message)
    {
        using var log = new LogRecorder($"Zzz.Zzz.Tests.Controllers.PayloadControllers+{ControllerOf(route)}");
        await using TestApp app = await StartAsync(log);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, $"/payloads/{route}");
        await peer.SendAsync(ClientFrame.Text(message));
        Assert.Equal(1011, (await peer.ReadFrameAsync()).CloseCode);
        Assert.StartsWith("Error 2: ", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_whose_parser_throws_refuses_the_upgrade()
    {
        await using TestApp app = await TestApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/payloads/value?value=bad"));
        HttpAnswer answer = await HttpAnswer.ReadAsync(peer);
        Assert.Equal((400, "400 Bad Request: Query value 'value' is not a valid ThrowingValue"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_channel_answers_invalid_payload_and_lives_on()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using ChannelTestClient socket = await app.ConnectChannelsAsync("/payloads/socket/websocket?vsn=2.0.0");
        await socket.ExpectRefusalAsync("payloads:bad", "unmatched topic", JsonElement.Parse("""{"name":"ann"}"""));
        await socket.ExpectRefusalAsync("payloads:1", "invalid payload", JsonElement.Parse("""{"name":"bad"}"""));
        ChannelTestTopic topic = await socket.JoinAsync("payloads:1", JsonElement.Parse("""{"name":"ann"}"""));
        await topic.ExpectRefusalAsync("shape", "invalid payload", JsonElement.Parse("{}"));
        await topic.ExpectRefusalAsync("measure", "invalid payload", JsonElement.Parse("""{"value":1e999}"""));
        Assert.Equal(1, (await topic.PushAsync("measure", JsonElement.Parse("""{"value":1}"""))).Json<JsonElement>().GetProperty("value").GetInt32());
    }

    private static string ControllerOf(string route) => route switch
    {
        "shape" => "Shapes",
        "picky" => "Picky",
        "converted" => "Converted",
        "measure" => "Measures",
        "tree" => "Tree",
        "unreadable" => "Unreadable",
        "constructed" => "Constructed",
        "filled" => "Filled",
        "own" => "Own",
        _ => "Handler",
    };

    private static Task<TestApp> StartAsync(LogRecorder log) =>
        TestApp.StartAsync(build: builder => builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
}
