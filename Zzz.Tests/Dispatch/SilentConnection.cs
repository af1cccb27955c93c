using System.Net;
using System.Security.Claims;

namespace Zzz.Tests.Dispatch;

/// <summary>A connection that counts the messages to send, but sends nothing.</summary>
internal sealed class SilentConnection : WsConnection
{
    public int Sends { get; private set; }

    public override string Id => "";

    public override string? Subprotocol => null;

    public override string? AuthToken => null;

    public override EndPoint? RemoteEndPoint => null;

    public override ClaimsPrincipal User => throw new NotSupportedException();

    public override CancellationToken Closed => default;

    public override long BufferedBytes => 0;

    public override IPubSub PubSub => throw new NotSupportedException();

    public override string? Param(string name) => null;

    public override string? QueryParam(string name) => null;

    public override T? GetAssign<T>(string key)
        where T : default => default;

    public override void Assign(string key, object? value)
    {
    }

    public override WsSendResult Send(string text, WsSendFlags flags = WsSendFlags.None) => Count();

    public override WsSendResult Send(ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None) => Count();

    public override WsSendResult Send(WsMessage message, WsSendFlags flags = WsSendFlags.None) => Count();

    public override WsSendResult SendUtf8(ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None) => Count();

    public override WsSendResult SendBinary(ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None) => Count();

    public override WsSendResult SendJson<T>(T value, WsSendFlags flags = WsSendFlags.None) => Count();

    public override ValueTask<WsSendResult> SendAsync(
        string text, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(Count());

    public override ValueTask<WsSendResult> SendAsync(
        WsMessage message, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(Count());

    public override ValueTask<WsSendResult> SendUtf8Async(
        ReadOnlyMemory<byte> utf8, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) => new(Count());

    public override ValueTask<WsSendResult> SendBinaryAsync(
        ReadOnlyMemory<byte> payload, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) => new(Count());

    public override ValueTask<WsSendResult> SendJsonAsync<T>(
        T value, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(Count());

    public override bool Subscribe(string topic) => false;

    public override bool Unsubscribe(string topic) => false;

    public override void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
    }

    public override void Abort()
    {
    }

    private WsSendResult Count()
    {
        Sends++;
        return WsSendResult.Sent;
    }
}
