using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>Something that a connection sends, as <see cref="SendGate"/> posts it. It lives on the stack, and costs no allocation.</summary>
internal interface IOutgoing
{
    /// <summary>The size of the payload, in bytes.</summary>
    int Length { get; }

    /// <summary>Adds the frame. Called under the lock of the outbox.</summary>
    void AddTo(Outbox outbox);

    /// <summary>Notifies those who watch the application, after the frame was added.</summary>
    void Report(ConnectionTelemetry telemetry);
}
