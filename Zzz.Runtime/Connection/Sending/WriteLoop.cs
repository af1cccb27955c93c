using System.Runtime.CompilerServices;
using Zzz.Connection.Ports;
using Zzz.Connection.Timing;
using Zzz.Telemetry;

namespace Zzz.Connection.Sending;

/// <summary>
/// Writes the frames in an <see cref="Outbox"/> to the transport, one write at a time: at the end of the receive loop's batch or, if another thread
/// sends, soon afterwards, through the <see cref="FlushQueue"/>. <see cref="SendGate"/> fills the outbox.
/// </summary>
internal sealed class WriteLoop(
    Outbox outbox, BackPressure pressure, ITransport transport, TimerWheel wheel, ConnectionTelemetry? telemetry) : FlushEntry
{
    private const int MaxWritesInRow = 8;

    private const string Transport = "a transport";

    private Action? _onWritten;
    private ValueTaskAwaiter<int> _write;
    private volatile bool _queued;
    private long? _pendingSince;
    private int _batchThread;

    /// <summary>The tick at which the write that is waiting for the transport began, or <see langword="null"/> if none is waiting.</summary>
    public long? PendingSince
    {
        get
        {
            lock (outbox.Lock) return _pendingSince;
        }
    }

    public bool IsInBatch => _batchThread == Environment.CurrentManagedThreadId;

    /// <summary>Begins a batch: frames that this thread sends wait for <see cref="Flush"/>.</summary>
    public void EnterBatch() => _batchThread = Environment.CurrentManagedThreadId;

    public void LeaveBatch() => _batchThread = 0;

    /// <summary>
    /// Decides how the frame that was just added leaves. Called under the lock. The caller passes the result to <see cref="Go"/> after releasing the
    /// lock, before anything that might fail: a loop that is marked as queued but is not in the queue would never be flushed.
    /// </summary>
    public Departure Added()
    {
        if (outbox.IsFull || outbox.BufferedBytes >= Outbox.FlushThreshold) return Departure.Now;
        if (_queued || outbox.IsLeaving || IsInBatch) return Departure.WithOthers;
        _queued = true;
        return Departure.Soon;
    }

    public void Go(Departure departure)
    {
        if (departure == Departure.Now) Flush();
        else if (departure == Departure.Soon) FlushQueue.Shared.Add(this);
    }

    /// <summary>
    /// Writes until nothing is left or a write has to wait. A fast sender cannot keep this thread busy forever: after <see cref="MaxWritesInRow"/>
    /// writes, the rest is left to the <see cref="FlushQueue"/>.
    /// </summary>
    public void Flush()
    {
        for (int writes = 0; writes < MaxWritesInRow; writes++)
        {
            if (!TryBeginWrite(out ReadOnlyMemory<byte> bytes, out Traffic traffic)) return;
            bool ended = EndsAtOnce(Send(bytes));
            telemetry?.Metrics.Sent.Add(traffic);
            if (!ended) return;
        }

        FlushLater();
    }

    /// <remarks>Never throws, because other entries in the queue come after this one.</remarks>
    public override void FlushQueued()
    {
        _queued = false;
        try
        {
            Flush();
        }
        catch (Exception exception)
        {
            Failed(exception); // the waiting frames cannot be written, so no frame after them may be
            Shut();
        }
    }

    /// <summary>Drops the frames that are waiting. Nothing can be sent afterwards.</summary>
    public void Shut()
    {
        lock (outbox.Lock) outbox.Shut();
        pressure.Release();
    }

    private void FlushLater()
    {
        lock (outbox.Lock)
        {
            if (outbox.BufferedBytes == 0 || _queued || outbox.IsLeaving) return;
            _queued = true;
        }

        FlushQueue.Shared.Add(this);
    }

    private bool TryBeginWrite(out ReadOnlyMemory<byte> bytes, out Traffic traffic)
    {
        lock (outbox.Lock) bytes = outbox.BeginWrite(out traffic);
        return !bytes.IsEmpty;
    }

    /// <summary>Sends. If a transport throws, which none should, the exception ends only this connection.</summary>
    private ValueTask<int> Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return transport.SendAsync(bytes);
        }
        catch (Exception exception)
        {
            return ValueTask.FromResult(Failed(exception));
        }
    }

    private int Failed(Exception exception)
    {
        ObserverFailure.Report(Transport, exception);
        try
        {
            transport.Abort();
        }
        catch (Exception another)
        {
            ObserverFailure.Report(Transport, another);
        }

        return 0;
    }

    private bool EndsAtOnce(ValueTask<int> write)
    {
        if (write.IsCompletedSuccessfully)
        {
            EndWrite(write.Result);
            return true;
        }

        lock (outbox.Lock) _pendingSince = wheel.Now;
        _write = write.GetAwaiter();
        _write.UnsafeOnCompleted(_onWritten ??= OnWritten);
        return false;
    }

    private void OnWritten()
    {
        int taken;
        try
        {
            taken = _write.GetResult();
        }
        catch (Exception exception)
        {
            taken = Failed(exception);
        }

        EndWrite(taken);
        Flush();
    }

    private void EndWrite(int taken)
    {
        bool hasRest;
        lock (outbox.Lock)
        {
            hasRest = outbox.EndWrite(taken);
            _pendingSince = null;
        }

        if (taken == 0) Shut();
        else if (!hasRest) pressure.Release();
    }
}
