using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>The opening handshake over HTTP/1.1: literal requests, and every answer (RFC 6455 §4.2).</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private static readonly string[] Valid = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", Key];

    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        options => options.AllowedOrigins.Add("https://allowed.example.com"),
        use: app => app.Use((context, next) =>
        {
            context.Response.Headers["X-Request"] = "42";
            context.Response.Headers.SetCookie = "session=1";
            return next(context);
        }));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_valid_request_is_upgraded_and_keeps_the_headers_of_middleware()
    {
        HttpAnswer answer = await AskAsync(Valid);
        Assert.Equal(101, answer.Status);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.Header("Sec-WebSocket-Accept"));
        Assert.Equal("websocket", answer.Header("Upgrade"));
        Assert.Equal("Upgrade", answer.Header("Connection"));
        Assert.Equal("42", answer.Header("X-Request"));
        Assert.Equal("session=1", answer.Header("Set-Cookie"));
        Assert.Null(answer.Header("Sec-WebSocket-Protocol"));
        Assert.Null(answer.Header("Sec-WebSocket-Extensions"));
    }

    [Fact]
    public async Task Bytes_that_come_with_the_request_are_read()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync([.. RawPeer.Handshake("/echo"), .. ClientFrame.Text("early")]);
        Assert.Equal(101, (await HttpAnswer.ReadAsync(peer)).Status);
        Assert.Equal("early", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("Connection: keep-alive, Upgrade", "Upgrade: websocket")]
    [InlineData("connection: UPGRADE", "upgrade: WEBSOCKET")]
    [InlineData("Connection: keep-alive|Connection: Upgrade", "Upgrade: websocket")]
    [InlineData("Connection: Upgrade", "Upgrade: h2c, websocket")]
    [InlineData("Connection: Upgrade", "Upgrade: h2c|Upgrade: websocket")]
    public async Task Upgrade_and_Connection_are_lists_of_tokens(string connection, string upgrade) =>
        Assert.Equal(101, (await AskAsync([.. connection.Split('|'), .. upgrade.Split('|'), .. Valid[2..]])).Status);

    [Theory]
    [InlineData("")]
    [InlineData("Connection: Upgrade")]
    [InlineData("Upgrade: websocket")]
    [InlineData("Connection: keep-alive|Upgrade: websocket")]
    [InlineData("Connection: Upgrade|Upgrade: h2c")]
    [InlineData("Connection: Upgrade|Upgrade: websockets")]
    public async Task What_is_no_upgrade_gets_400_and_the_connection_stays_usable(string headers)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        for (int i = 0; i < 2; i++)
        {
            HttpAnswer answer = await AskAsync(peer, [.. headers.Split('|', StringSplitOptions.RemoveEmptyEntries), .. Valid[2..]]);
            Assert.Equal((400, "400 Bad Request: Not a WebSocket upgrade request"), (answer.Status, answer.Body));
            Assert.Equal("text/plain", answer.Header("Content-Type"));
        }

        Assert.Equal(101, (await AskAsync(peer, Valid)).Status);
    }

    [Fact]
    public async Task A_server_that_cannot_upgrade_says_so_and_names_the_kit_for_tests()
    {
        foreach (IHttpUpgradeFeature? server in new IHttpUpgradeFeature?[] { null, new UnableServer() })
        {
            await using TestApp app = await StartOnAsync(server);
            using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
            HttpAnswer answer = await AskAsync(peer, Valid);
            Assert.Equal(501, answer.Status);
            Assert.Contains("this server cannot upgrade", answer.Body, StringComparison.Ordinal);
            Assert.Contains("Zzz.Testing", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Connection_must_name_Upgrade_although_the_server_could_upgrade()
    {
        await using TestApp app = await StartOnAsync(new LenientServer());
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        Assert.Equal(400, (await AskAsync(peer, Valid[1..])).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sec-WebSocket-Version: 8")]
    [InlineData("Sec-WebSocket-Version: 14")]
    [InlineData("Sec-WebSocket-Version: 013")]
    [InlineData("Sec-WebSocket-Version: 13, 8")]
    [InlineData("Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13")]
    public async Task Another_version_gets_426_with_the_one_that_is_spoken_and_may_try_again(string version)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        string[] headers = ["Connection: Upgrade", "Upgrade: websocket", Key, .. version.Split('|', StringSplitOptions.RemoveEmptyEntries)];
        HttpAnswer answer = await AskAsync(peer, headers);
        Assert.Equal(426, answer.Status);
        Assert.Equal("websocket", answer.Header("Upgrade"));
        Assert.Equal("Upgrade, keep-alive", answer.Header("Connection"));
        Assert.Equal("13", answer.Header("Sec-WebSocket-Version"));

        Assert.Equal(101, (await AskAsync(peer, Valid)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sec-WebSocket-Key:")]
    [InlineData("Sec-WebSocket-Key: not base64, not at all!!")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZWU=")]
    [InlineData($"{Key}|{Key}")]
    [InlineData($"{Key}|Sec-WebSocket-Key:")]
    public async Task A_key_that_is_missing_repeated_or_invalid_gets_400(string key)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        HttpAnswer answer = await AskAsync(peer, [.. Valid[..3], .. key.Split('|', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(400, answer.Status);
        Assert.Contains("Sec-WebSocket-Key", answer.Body, StringComparison.Ordinal);

        Assert.Equal(101, (await AskAsync(peer, Valid)).Status);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Sec-WebSocket-Protocol: v1, v2", "v2")]
    [InlineData("Sec-WebSocket-Protocol: v1", "v1")]
    [InlineData("Sec-WebSocket-Protocol: other|Sec-WebSocket-Protocol: v1", "v1")]
    [InlineData("Sec-WebSocket-Protocol: other", "")]
    [InlineData("Sec-WebSocket-Protocol: V1", "")]
    public async Task A_subprotocol_is_chosen_or_none_is_answered(string offer, string chosen)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        HttpAnswer answer = await AskAsync(peer, [.. Valid, .. offer.Split('|', StringSplitOptions.RemoveEmptyEntries)], "/inspect/lobby");
        Assert.Equal((101, chosen), (answer.Status, answer.Header("Sec-WebSocket-Protocol") ?? ""));

        await peer.SendAsync(ClientFrame.Text("subprotocol"));
        Assert.Equal(chosen.Length > 0 ? chosen : "nothing", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate; unknown", 101)]
    [InlineData("Sec-WebSocket-Extensions: foo; bar, baz", 101)]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate;", 400)]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate|Sec-WebSocket-Extensions: foo; =", 400)]
    public async Task Extensions_may_be_unknown_but_not_malformed(string extensions, int status) =>
        Assert.Equal(status, (await AskAsync([.. Valid, .. extensions.Split('|')])).Status);

    [Theory]
    [InlineData("Origin: http://localhost", 101)]
    [InlineData("Origin: https://localhost", 101)]
    [InlineData("Origin: https://allowed.example.com", 101)]
    [InlineData("Origin: http://localhost:8080", 403)]
    [InlineData("Origin: http://evil.example.com", 403)]
    [InlineData("Origin: null", 403)]
    [InlineData("Origin:", 403)]
    [InlineData("Origin: no origin", 403)]
    [InlineData("Origin: http://localhost|Origin: http://evil.example.com", 403)]
    public async Task An_origin_that_is_not_allowed_gets_403(string origin, int status) =>
        Assert.Equal(status, (await AskAsync([.. Valid, .. origin.Split('|')])).Status);

    [Fact]
    public async Task A_method_other_than_GET_gets_405()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        HttpAnswer answer = await HttpAnswer.ReadAsync(peer);
        Assert.Equal(405, answer.Status);
        Assert.Contains("GET", answer.Header("Allow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTP_1_0_cannot_be_upgraded()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync(Request("/echo", Valid).Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal));
        Assert.Equal(400, (await HttpAnswer.ReadAsync(peer)).Status);
    }

    [Fact]
    public async Task A_route_that_does_not_match_gets_404() => Assert.Equal(404, (await AskAsync(Valid, "/inspect/lobby/not-a-number")).Status);

    [Fact]
    public async Task A_controller_that_cannot_be_made_gets_500() => Assert.Equal(500, (await AskAsync(Valid, "/unmakeable")).Status);

    [Fact]
    public async Task Over_the_limit_of_Kestrel_an_upgrade_gets_503_until_one_ends()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 1));
        using RawPeer first = await RawPeer.OpenAsync(app.Port, "/echo");
        using RawPeer second = await RawPeer.ConnectAsync(app.Port);
        HttpAnswer refusal = await AskAsync(second, [.. Valid, "Sec-WebSocket-Protocol: v1", "Sec-WebSocket-Extensions: permessage-deflate"], "/inspect/lobby");
        Assert.Equal(503, refusal.Status);
        Assert.Equal("1", refusal.Header("Retry-After"));
        Assert.DoesNotContain(refusal.Headers, header => header.StartsWith("Sec-WebSocket", StringComparison.OrdinalIgnoreCase));
        Assert.Null(refusal.Header("Upgrade"));
    }

    /// <summary>Starts an app on a server that decides itself what it can upgrade.</summary>
    private static Task<TestApp> StartOnAsync(IHttpUpgradeFeature? server) => TestApp.StartAsync(use: app => app.Use((context, next) =>
    {
        context.Features.Set(server);
        return next(context);
    }));

    private static string Request(string path, string[] headers) =>
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    private static async Task<HttpAnswer> AskAsync(RawPeer peer, string[] headers, string path = "/echo")
    {
        await peer.SendAsync(Encoding.ASCII.GetBytes(Request(path, headers)));
        return await HttpAnswer.ReadAsync(peer);
    }

    private async Task<HttpAnswer> AskAsync(string[] headers, string path = "/echo")
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        return await AskAsync(peer, headers, path);
    }

    /// <summary>A server that cannot upgrade, like ASP.NET Core's TestServer.</summary>
    private sealed class UnableServer : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => false;

        public Task<Stream> UpgradeAsync() => throw new NotSupportedException();
    }

    private sealed class LenientServer : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new InvalidOperationException();
    }
}
