namespace Zzz.Dispatch;

/// <summary>Sends the items of the stream that a handler returns, at the pace at which the client reads.</summary>
internal static class ItemStream
{
    /// <summary>
    /// Sends items until the stream ends, <paramref name="over"/> is cancelled, or the client cannot receive an item. The enumerator is disposed in
    /// each case. Returns the outcome for the last item.
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
            // The stream was cancelled, as asked.
        }

        return last;
    }
}
