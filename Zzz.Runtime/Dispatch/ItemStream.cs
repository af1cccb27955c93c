namespace Zzz.Dispatch;

/// <summary>Sends the items of a stream that a handler returns, at the pace at which its client reads.</summary>
internal static class ItemStream
{
    /// <summary>
    /// Completes when the stream has ended, <paramref name="over"/> is cancelled, or the client cannot receive an item. The enumerator is
    /// disposed in each case. Returns what became of the last item.
    /// </summary>
    public static async ValueTask<WsSendResult> RunAsync<T, TTo>(
        IAsyncEnumerable<T>? items, TTo to, Func<T, TTo, ValueTask<WsSendResult>> send, CancellationToken over)
    {
        var last = WsSendResult.Sent;
        if (items is null) return last;
        try
        {
            await foreach (T item in items.WithCancellation(over))
            {
                last = await send(item, to);
                if (last is WsSendResult.Closed or WsSendResult.Unsupported || over.IsCancellationRequested) break;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The stream was told to end, and did.
        }

        return last;
    }
}
