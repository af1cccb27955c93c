using System.Buffers.Binary;

namespace Zzz.Tests.Peers;

/// <summary>An HTTP/2 client that is merely a socket, with one stream. It can do what no library allows, and sees each frame.</summary>
internal sealed class RawHttp2Peer : IDisposable
{
    private readonly RawPeer _peer;
    private int _ahead;

    private RawHttp2Peer(RawPeer peer) => _peer = peer;

    /// <summary>Connects, and opens a WebSocket. <paramref name="settings"/> is the payload of a SETTINGS frame (RFC 9113 §6.5.1).</summary>
    public static async Task<RawHttp2Peer> OpenAsync(int port, string path, params byte[] settings) =>
        await OpenAsync(await RawPeer.ConnectAsync(port), "http", path, settings);

    /// <summary>Opens a WebSocket on a connection that has none.</summary>
    public static async Task<RawHttp2Peer> OpenAsync(RawPeer connection, string scheme, string path, params byte[] settings)
    {
        var peer = new RawHttp2Peer(connection);
        await peer._peer.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        await peer.SendAsync(new Http2Frame(Http2Frame.Settings, 0, settings));
        await peer.SendAsync(Http2Frame.Connect(path, scheme));
        await peer.ReadAsync(Http2Frame.Headers);
        return peer;
    }

    public Task SendAsync(Http2Frame frame) => _peer.SendAsync(frame.ToBytes());

    public Task SendDataAsync(byte[] data, bool endStream = false) =>
        SendAsync(new Http2Frame(Http2Frame.Data, endStream ? Http2Frame.EndStream : (byte)0, data));

    /// <summary>Reads the next frame of a type, and skips others.</summary>
    public async Task<Http2Frame> ReadAsync(byte type)
    {
        Http2Frame frame;
        do frame = await ReadAsync();
        while (frame.Type != type);
        return frame;
    }

    /// <summary>Reads the next frame.</summary>
    public async Task<Http2Frame> ReadAsync()
    {
        byte[] head = await _peer.ReadAsync(9);
        return new Http2Frame(head[3], head[4], await _peer.ReadAsync((head[0] << 16) | (head[1] << 8) | head[2]));
    }

    /// <summary>Receives this many bytes of data, and allows the server to send as many again (RFC 9113 §6.9).</summary>
    public async Task TakeAsync(int count)
    {
        for (_ahead -= count; _ahead < 0;)
        {
            int length = (await ReadAsync(Http2Frame.Data)).Payload.Length;
            _ahead += length;
            byte[] increment = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(increment, length);
            await SendAsync(new Http2Frame(Http2Frame.WindowUpdate, 0, increment));
            await SendAsync(new Http2Frame(Http2Frame.WindowUpdate, 0, increment) { Stream = 1 });
        }
    }

    /// <summary>Returns the data of all frames up to END_STREAM.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        List<byte> all = [];
        Http2Frame frame;
        do
        {
            frame = await ReadAsync(Http2Frame.Data);
            all.AddRange(frame.Payload);
        }
        while (!frame.EndsStream);
        return [.. all];
    }

    /// <summary>Drops the whole connection with a TCP reset.</summary>
    public void Reset() => _peer.Reset();

    public void Dispose() => _peer.Dispose();
}
