using System.Net.WebSockets;
using System.Text;

namespace Zzz.Tests.Peers;

/// <summary>.NET's own client, as an application uses it.</summary>
internal sealed class ClientPeer : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[64 * 1024];

    private ClientPeer()
    {
    }

    /// <summary>The code and reason of the server's close frame.</summary>
    public (int? Code, string? Reason) Closed => ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);

    public static async Task<ClientPeer> OpenAsync(Uri uri, WebSocketDeflateOptions? deflate = null)
    {
        var peer = new ClientPeer();
        peer._socket.Options.DangerousDeflateOptions = deflate;
        await peer._socket.ConnectAsync(uri, CancellationToken.None).Guarded();
        return peer;
    }

    public Task SendAsync(string text) => SendAsync(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(WebSocketMessageType kind, ReadOnlyMemory<byte> payload, bool endOfMessage = true)
    {
        ValueTask sending = _socket.SendAsync(payload, kind, endOfMessage, CancellationToken.None);
        if (!sending.IsCompletedSuccessfully) await sending.AsTask().Guarded();
    }

    /// <summary>Receives one whole message, or the server's close; the payload is valid until the next call.</summary>
    public async Task<(WebSocketMessageType Kind, ReadOnlyMemory<byte> Payload)> ReceiveAsync()
    {
        for (int length = 0; ;)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, 2 * length);
            ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().Guarded();
            length += result.Count;
            if (result.EndOfMessage) return (result.MessageType, _buffer.AsMemory(0, length));
        }
    }

    public Task CloseAsync(int code, string? reason) => _socket.CloseAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).Guarded();

    /// <summary>Drops the connection without a close frame.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
