using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Zzz.Connection.Ports;

namespace Zzz.Tests.Connection;

/// <summary>A transport for which the test plays the peer and the network.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source has nothing to dispose of.")]
internal sealed class ScriptedTransport : ITransport
{
    private readonly Channel<byte[]> _input = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _closed = new();
    private TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _sent = [];

    /// <summary>Called when the engine sends, before the write ends.</summary>
    public Action? OnSend { get; set; }

    /// <summary>Called when the engine ends the transport, gracefully or at once.</summary>
    public Action? OnEnd { get; set; }

    /// <summary>Whether the network accepts nothing: writes do not end before <see cref="Resume"/> or the end of the connection.</summary>
    public bool Stalls { get; set; }

    /// <summary>How many bytes the network accepts at once.</summary>
    public int Room { get; set; } = int.MaxValue;

    public bool IsAborted { get; private set; }

    public bool IsCompleted { get; private set; }

    public bool ReceivesNoMore { get; private set; }

    public CancellationToken Closed => _closed.Token;

    public byte[] Sent
    {
        get
        {
            lock (_sent) return [.. _sent];
        }
    }

    /// <summary>Makes the network accept the waiting bytes.</summary>
    public void Resume()
    {
        Stalls = false;
        _stalled.TrySetResult();
        _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The peer sends.</summary>
    public void Receive(params byte[] bytes) => _input.Writer.TryWrite(bytes);

    /// <summary>The peer sends a FIN.</summary>
    public void Finish() => _input.Writer.TryComplete();

    /// <summary>The network drops the connection.</summary>
    public void Drop()
    {
        _input.Writer.TryComplete();
        _stalled.TrySetResult();
        _closed.Cancel();
    }

    public async Task ReceiveAsync(IReceiver receiver)
    {
        await foreach (byte[] bytes in _input.Reader.ReadAllAsync())
        {
            bool wantsMore = await receiver.FeedAsync(bytes);
            await receiver.EndBatchAsync();
            if (!wantsMore) return;
        }
    }

    public void StopReceiving()
    {
        ReceivesNoMore = true;
        _input.Writer.TryComplete();
    }

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        OnSend?.Invoke();
        return TakeAsync(bytes.Length > Room ? bytes[..Room] : bytes);
    }

    public void Complete()
    {
        IsCompleted = true;
        Drop();
        OnEnd?.Invoke();
    }

    public Task ClosedAsync() => Task.Delay(Timeout.Infinite, Closed).ContinueWith(_ => { }, TaskScheduler.Default);

    public void Abort()
    {
        IsAborted = true;
        Drop();
        OnEnd?.Invoke();
    }

    private async ValueTask<int> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_sent) _sent.AddRange(bytes.Span);
        if (Stalls) await _stalled.Task;
        return _closed.IsCancellationRequested ? 0 : bytes.Length;
    }
}
