using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Refusing;

/// <summary>A refusal is logged once per route, reason and origin, with advice.</summary>
public sealed class RefusalLogTests : IAsyncLifetime
{
    private readonly LogRecorder _log = new("Zzz.Zzz.Tests.Controllers.EchoController");
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        options => options.AllowedOrigins.Add("https://app.example"),
        builder => builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(_log));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task An_origin_is_logged_with_what_it_was_compared_with_and_what_to_do()
    {
        await AskAsync("Origin: https://page.example");
        await AskAsync("Origin: https://page.example");
        string line = Assert.Single(_log.Lines);
        foreach (string part in new[] { "Warning 61: ", "/echo", "https://page.example", "'localhost'", "https://app.example", "AllowedOrigins", "X-Forwarded-Host" })
            Assert.Contains(part, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_origins_and_a_long_one_do_not_flood_the_log()
    {
        for (int i = 0; i < 100; i++) await AskAsync($"Origin: https://n{i}{new string('x', 1000)}.example");
        Assert.InRange(_log.Lines.Count, 2, 40);
        Assert.All(_log.Lines, line => Assert.InRange(line.Length, 0, 1500));
        Assert.Contains("many origins", _log.Lines.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("426", "Sec-WebSocket-Version: 8")]
    [InlineData("400", "Sec-WebSocket-Extensions: =")]
    [InlineData("400", "Sec-WebSocket-Protocol: base64url.bearer.phx.!")]
    public async Task Every_other_reason_is_logged_once_with_its_route(string status, string header)
    {
        for (int i = 0; i < 3; i++) await AskAsync(header);
        string line = Assert.Single(_log.Lines);
        Assert.Contains("/echo", line, StringComparison.Ordinal);
        Assert.Contains(status, line, StringComparison.Ordinal);
        Assert.Contains("zzz.upgrades.refused", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_limit_ends_an_operator_sees_and_what_a_faulty_peer_does_only_at_Debug()
    {
        await using TestApp app = await TestApp.StartAsync(
            options => options.MaxMessageSize = 10, builder => builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        using RawPeer large = await RawPeer.OpenAsync(app.Port, "/echo");
        await large.SendAsync(ClientFrame.Text("more than ten bytes"));
        Assert.Equal(1009, (await large.ReadFrameAsync()).CloseCode);
        string line = Assert.Single(_log.Lines);
        Assert.StartsWith("Information 9: ", line, StringComparison.Ordinal);
        Assert.Contains("MaxMessageSize", line, StringComparison.Ordinal);

        using RawPeer faulty = await RawPeer.OpenAsync(app.Port, "/echo");
        await faulty.SendAsync(0xF1, 0x80, 0, 0, 0, 0);
        Assert.Equal(1002, (await faulty.ReadFrameAsync()).CloseCode);
        Assert.StartsWith("Debug 1: ", _log.Lines.Last(), StringComparison.Ordinal);
    }

    /// <summary>Sends a request in which this header replaces the right one.</summary>
    private async Task AskAsync(string header)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        string request = System.Text.Encoding.ASCII.GetString(RawPeer.Handshake("/echo", header));
        if (header.StartsWith("Sec-WebSocket-Version", StringComparison.Ordinal)) request = request.Replace("Sec-WebSocket-Version: 13\r\n", "", StringComparison.Ordinal);
        await peer.SendAsync(request);
        await peer.ReadHeadAsync();
    }
}
