namespace Zzz.Dispatch;

/// <summary>Sends the items of a stream that a handler returns, at the pace at which its client reads.</summary>
internal static class ItemStream
{
    /// <summary>Completes when the stream has ended, or <paramref name="over"/> is cancelled. The enumerator is disposed in either case.</summary>
    public static async ValueTask RunAsync<T, TTo>(IAsyncEnumerable<T> items, TTo to, Func<T, TTo, ValueTask<WsSendResult>> send, CancellationToken over)
    {
        try
        {
            await foreach (T item in items.WithCancellation(over))
            {
                if (await send(item, to) == WsSendResult.Closed || over.IsCancellationRequested) break;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The stream was told to end, and did.
        }
    }
}
