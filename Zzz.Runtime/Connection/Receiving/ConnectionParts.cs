using Zzz.Connection.Closing;
using Zzz.Connection.Sending;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection.Receiving;

/// <summary>What a connection is made of, apart from its controller and its transport: built once, used by those who receive and by those who end it.</summary>
internal sealed record ConnectionParts(MessageReader Reader, SendGate Gate, CloseHandshake Closing, KeepAlive KeepAlive, PeerActivity Activity)
{
    public required ConnectionTelemetry Telemetry { get; init; }

    /// <summary>Ends the batch: what the handlers sent goes out, and what was received is counted.</summary>
    public void LetOut()
    {
        Gate.LeaveBatch();
        Gate.Flush();
        Telemetry.ReportReceived();
    }
}
