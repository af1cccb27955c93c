using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>A ping or a pong.</summary>
internal readonly ref struct OutgoingControl(Opcode opcode, ReadOnlySpan<byte> payload) : IOutgoing
{
    private readonly Opcode _opcode = opcode;
    private readonly ReadOnlySpan<byte> _payload = payload;

    public int Length => _payload.Length;

    public void AddTo(Outbox outbox) => outbox.WriteControl(_opcode, _payload);

    public void Report(ConnectionTelemetry telemetry)
    {
        // Pings and pongs do not count as messages.
    }
}
