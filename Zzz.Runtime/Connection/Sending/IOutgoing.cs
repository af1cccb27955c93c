using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>A frame to send, in the form in which <see cref="SendGate"/> takes it. It lives on the stack, so it needs no allocation.</summary>
internal interface IOutgoing
{
    /// <summary>The size of the payload, in bytes.</summary>
    int Length { get; }

    /// <summary>Adds the frame. Called under the lock of the outbox.</summary>
    void AddTo(Outbox outbox);

    /// <summary>Reports the frame to metrics and logs, after it was added.</summary>
    void Report(ConnectionTelemetry telemetry);
}
