using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>A message whose payload is bytes, binary or UTF-8.</summary>
internal readonly ref struct OutgoingMessage(WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress) : IOutgoing
{
    private readonly WsMessageKind _kind = kind;
    private readonly ReadOnlySpan<byte> _payload = payload;
    private readonly bool _compress = compress;

    public int Length => _payload.Length;

    public void AddTo(Outbox outbox) => outbox.WriteMessage(_kind, _payload, _compress);

    public void Report(ConnectionTelemetry telemetry) => telemetry.Sent(_kind, _payload);
}
