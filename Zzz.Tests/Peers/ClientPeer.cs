using System.Net;
using System.Net.WebSockets;
using System.Text;
using Xunit;

namespace Zzz.Tests.Peers;

/// <summary>.NET's own client, used as an app uses it.</summary>
internal sealed class ClientPeer : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[64 * 1024];

    private readonly HttpMessageInvoker _client = WireExtensions.Client();

    private ClientPeer()
    {
    }

    /// <summary>The subprotocol that the server chose.</summary>
    public string? Subprotocol => _socket.SubProtocol;

    /// <summary>The code and reason of the server's close frame.</summary>
    public (int? Code, string? Reason) Closed => ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);

    public static Task<ClientPeer> OpenAsync(Uri uri, WebSocketDeflateOptions? deflate = null) =>
        OpenAsync(Wire.Http1, uri, options => options.DangerousDeflateOptions = deflate);

    public static async Task<ClientPeer> OpenAsync(Wire wire, Uri uri, Action<ClientWebSocketOptions>? configure = null)
    {
        var peer = new ClientPeer();
        await peer.ConnectAsync(wire, uri, configure);
        return peer;
    }

    /// <summary>Returns the status of the answer that refuses a connection.</summary>
    public static async Task<int> RefusedAsync(Wire wire, Uri uri, Action<ClientWebSocketOptions>? configure = null)
    {
        using var peer = new ClientPeer();
        await Assert.ThrowsAsync<WebSocketException>(() => peer.ConnectAsync(wire, uri, configure));
        return (int)peer._socket.HttpStatusCode;
    }

    public Task SendAsync(string text) => SendAsync(WebSocketMessageType.Text, Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(WebSocketMessageType kind, ReadOnlyMemory<byte> payload, bool endOfMessage = true)
    {
        ValueTask sending = _socket.SendAsync(payload, kind, endOfMessage, CancellationToken.None);
        if (!sending.IsCompletedSuccessfully) await sending.AsTask().Guarded();
    }

    /// <summary>Receives one whole message, or the server's close. The payload is valid until the next call.</summary>
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

    public void Dispose()
    {
        _socket.Dispose();
        _client.Dispose();
    }

    private Task ConnectAsync(Wire wire, Uri uri, Action<ClientWebSocketOptions>? configure)
    {
        _socket.Options.HttpVersion = wire.IsHttp2() ? HttpVersion.Version20 : HttpVersion.Version11;
        _socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        _socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(_socket.Options);
        return _socket.ConnectAsync(uri, _client, CancellationToken.None).Guarded();
    }
}
