using Zzz.Connection.Closing;
using Zzz.Connection.Sending;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Receiving;

/// <summary>The parts of a connection other than its controller and transport. Receiving and ending share these parts.</summary>
internal sealed record ConnectionParts(MessageReader Reader, SendGate Gate, CloseHandshake Closing, KeepAlive KeepAlive, PeerActivity Activity)
{
    public required ConnectionTelemetry Telemetry { get; init; }

    /// <summary>Ends the batch: flushes the messages that handlers have sent, and reports the messages that were received.</summary>
    public void LetOut()
    {
        Gate.LeaveBatch();
        Gate.Flush();
        Telemetry.ReportReceived();
    }
}
