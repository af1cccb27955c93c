using Zzz.Connection.Closing;
using Zzz.Connection.Sending;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Receiving;

/// <summary>The parts of a connection, apart from its controller and transport. Receiving and ending share them.</summary>
internal sealed record ConnectionParts(MessageReader Reader, SendGate Gate, CloseHandshake Closing, KeepAlive KeepAlive, PeerActivity Activity)
{
    public required ConnectionTelemetry Telemetry { get; init; }

    /// <summary>Ends the batch: flushes what handlers have sent, and reports what was received.</summary>
    public void LetOut()
    {
        Gate.LeaveBatch();
        Gate.Flush();
        Telemetry.ReportReceived();
    }
}
