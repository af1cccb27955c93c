namespace Zzz.Tests.Peers;

/// <summary>A client that is merely a stream of bytes, over any <see cref="Wire"/>. It sees the server end the stream.</summary>
internal sealed class WirePeer : IDisposable
{
    private readonly RawPeer _peer;
    private readonly RawHttp2Peer? _http2;

    private WirePeer(RawPeer peer, RawHttp2Peer? http2)
    {
        _peer = peer;
        _http2 = http2;
    }

    public static async Task<WirePeer> OpenAsync(Wire wire, TestApp app, string path)
    {
        RawPeer peer = await RawPeer.ConnectAsync(wire, app);
        if (wire.IsHttp2()) return new WirePeer(peer, await RawHttp2Peer.OpenAsync(peer, wire.IsSecure() ? "https" : "http", path));
        await peer.UpgradeAsync(path);
        return new WirePeer(peer, null);
    }

    public Task SendAsync(params byte[] bytes) => _http2?.SendDataAsync(bytes) ?? _peer.SendAsync(bytes);

    /// <summary>About how much the system receives ahead of this peer.</summary>
    public int ReceiveBufferSize
    {
        set => _peer.Socket.ReceiveBufferSize = value;
    }

    /// <summary>Receives this many bytes, and discards them.</summary>
    public Task TakeAsync(int count) => _http2?.TakeAsync(count) ?? _peer.ReadAsync(count);

    /// <summary>Receives everything until the server ends the stream. A reset throws.</summary>
    public Task<byte[]> ReadToEndAsync() => _http2?.ReadToEndAsync() ?? _peer.ReadToEndAsync();

    public void Dispose() => _peer.Dispose();
}
