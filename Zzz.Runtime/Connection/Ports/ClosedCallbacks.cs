using Zzz.Telemetry;

namespace Zzz.Connection.Ports;

/// <summary>Runs the callbacks of <see cref="WsConnection.Closed"/>. They belong to handlers, and must neither block nor fail the engine.</summary>
internal static class ClosedCallbacks
{
    /// <summary>Cancels the source. Its callbacks run on the thread pool.</summary>
    public static void Run(CancellationTokenSource source) => _ = ObserveAsync(source.CancelAsync());

    private static async Task ObserveAsync(Task cancelling)
    {
        try
        {
            await cancelling;
        }
        catch (Exception exception)
        {
            ObserverFailure.Report("a callback of WsConnection.Closed", exception);
        }
    }
}
