using System.Net.WebSockets;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>.NET's client sees the server end the connection once both close frames have been sent. The server alone would wait for an hour.</summary>
public sealed class EndOverTlsTests(TlsTestServer server) : IClassFixture<TlsTestServer>, IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { UseProxy = false };
    private readonly ClientWebSocket _socket = new();
    private EndWatch? _stream;

    public void Dispose()
    {
        _socket.Dispose();
        _handler.Dispose();
    }

    [Fact]
    public async Task The_connection_ends_when_the_client_has_closed()
    {
        await ConnectAsync();
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Guarded();
        await _stream!.Ended.Guarded();
    }

    [Fact]
    public async Task The_connection_ends_when_the_client_has_answered_a_close()
    {
        await ConnectAsync();
        await _socket.SendAsync("close, please"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Guarded();
        Assert.Equal(WebSocketMessageType.Close, (await _socket.ReceiveAsync(new byte[100], CancellationToken.None).Guarded()).MessageType);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Guarded();
        await _stream!.Ended.Guarded();
    }

    private async Task ConnectAsync()
    {
        _handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        _handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(_stream = new EndWatch(context.PlaintextStream));
        using var client = new HttpMessageInvoker(_handler, disposeHandler: false);
        await _socket.ConnectAsync(server.WebSocketUri("/ws/patient"), client, CancellationToken.None).Guarded();
    }
}
