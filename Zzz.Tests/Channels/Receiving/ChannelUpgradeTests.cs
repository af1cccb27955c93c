using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Receiving;

/// <summary>At which paths a channel route answers, and which serializer it uses.</summary>
public class ChannelUpgradeTests
{
    private const string V1Heartbeat = """{"topic":"phoenix","event":"heartbeat","payload":{},"ref":"1"}""";
    private const string V2Heartbeat = """[null,"1","phoenix","heartbeat",{}]""";

    [Theory]
    [InlineData("/socket", V1Heartbeat)]
    [InlineData("/socket/websocket", V1Heartbeat)]
    [InlineData("/socket?vsn=1.0.0", V1Heartbeat)]
    [InlineData("/socket?vsn=2.0.0", V2Heartbeat)]
    [InlineData("/socket/websocket?vsn=2.0.0&more=1", V2Heartbeat)]
    public async Task The_version_says_how_messages_look(string path, string heartbeat)
    {
        await using ChannelApp app = await ChannelApp.StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, path);
        await peer.SendAsync(ClientFrame.Text(heartbeat));
        Assert.Equal(heartbeat[0], (await peer.ReadFrameAsync()).Text[0]);
    }

    [Theory]
    [InlineData("/socket?vsn=3.0.0")]
    [InlineData("/socket/websocket?vsn=")]
    [InlineData("/socket?vsn=two")]
    public async Task Another_version_is_refused(string path)
    {
        await using ChannelApp app = await ChannelApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path));
        Assert.StartsWith("HTTP/1.1 403 ", await peer.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_beside_the_subprotocol_phoenix_reaches_the_channel()
    {
        var room = new ChannelScript { Joins = (socket, _) => new(JoinResult.Ok(socket.Connection.AuthToken)) };
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/socket?vsn=2.0.0", "Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx.c2VjcmV0"));
        string head = await peer.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Protocol: phoenix\r\n", head, StringComparison.Ordinal);
        await peer.SendAsync(ClientFrame.Text("""["1","1","room:1","phx_join",{}]"""));
        Assert.Equal("""["1","1","room:1","phx_reply",{"status":"ok","response":"secret"}]""", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_token_that_is_no_Base64_is_refused()
    {
        await using ChannelApp app = await ChannelApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/socket?vsn=2.0.0", "Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx.*"));
        Assert.StartsWith("HTTP/1.1 400 ", await peer.ReadHeadAsync(), StringComparison.Ordinal);
    }
}
