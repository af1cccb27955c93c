using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>A message that other connections receive too.</summary>
internal readonly struct OutgoingPrepared(PreparedMessage message) : IOutgoing
{
    public int Length => message.PayloadLength;

    public void AddTo(Outbox outbox) => outbox.Add(message);

    public void Report(ConnectionTelemetry telemetry) => telemetry.Sent(message.Kind, message.Payload);
}
