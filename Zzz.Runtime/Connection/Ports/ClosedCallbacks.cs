using Zzz.Telemetry;

namespace Zzz.Connection.Ports;

/// <summary>Runs the callbacks of <see cref="WsConnection.Closed"/>. They belong to handlers, and must neither block nor fail the engine.</summary>
internal static class ClosedCallbacks
{
    /// <summary>Cancels the source. Its callbacks run on the thread pool.</summary>
    public static void Run(CancellationTokenSource source) => _ = ObserveAsync(source.CancelAsync());

    /// <summary>Completes when the token is cancelled.</summary>
    public static async Task WhenCancelledAsync(CancellationToken closed)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = closed.UnsafeRegister(static cancelled => ((TaskCompletionSource)cancelled!).SetResult(), cancelled);
        await cancelled.Task;
    }

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
