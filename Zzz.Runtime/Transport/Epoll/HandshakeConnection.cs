using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Zzz.Connection.Ports;
using Zzz.Transport.Epoll.Calls;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>
/// The connection as Kestrel sees it. Usually, its first request is an upgrade, and an <see cref="EpollTransport"/> takes the socket over. If not, it
/// serves HTTP, or a WebSocket through its pipes, as Kestrel's own transport does.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The token may be held for longer than the connection lives.")]
internal sealed class HandshakeConnection : ConnectionContext, IDuplexPipe, ISocketOwner, IConnectionIdFeature, IConnectionItemsFeature,
    IConnectionEndPointFeature, IConnectionLifetimeFeature, IConnectionTransportFeature, IMemoryPoolFeature
{
    private const int ReadSize = 2048;

    private static long _lastId = DateTime.UtcNow.Ticks;

    private readonly LoopSocket _socket;
    private readonly Pipe _received;
    private readonly Pipe _written;
    private readonly HandshakeOutput _output;
    private readonly CancellationTokenSource _closed = new();
    private IDictionary<object, object?>? _items;
    private volatile bool _asksForInput;
    private volatile bool _hasAsked;
    private volatile bool _hasPeerFinished;
    private bool _hasInputEnded;
    private int _isGone;

    public HandshakeConnection(LoopSocket socket, EndPoint? local, EndPoint? remote, MemoryPool<byte> memory)
    {
        _socket = socket;
        MemoryPool = memory;
        LocalEndPoint = local;
        RemoteEndPoint = remote;
        ConnectionClosed = _closed.Token;
        Transport = this;
        Features = FeaturesOf(this);

        // The input needs no limit, because nothing is read that was not asked for. A flush of the output sends on its own thread.
        _received = new Pipe(new PipeOptions(memory, PipeScheduler.ThreadPool, PipeScheduler.Inline, 0, 0, useSynchronizationContext: false));
        _written = new Pipe(new PipeOptions(memory, PipeScheduler.Inline, PipeScheduler.ThreadPool, useSynchronizationContext: false));
        Input = new HandshakeInput(_received.Reader, this);
        _output = new HandshakeOutput(_written.Reader, socket);
        _ = _output.RunAsync();
    }

    public override IFeatureCollection Features { get; }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId
    {
        get => field ??= $"Z{Interlocked.Increment(ref _lastId):X}";
        set;
    }

    public override IDictionary<object, object?> Items
    {
        get => _items ??= new ConnectionItems();
        set => _items = value;
    }

    public override CancellationToken ConnectionClosed { get; set; }

    public override EndPoint? LocalEndPoint { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; }

    /// <summary>Whether the peer has finished sending, or the connection has ended.</summary>
    public bool HasPeerFinished => _hasPeerFinished;

    public MemoryPool<byte> MemoryPool { get; }

    public PipeReader Input { get; }

    public PipeWriter Output => _written.Writer;

    /// <summary>Takes the head of the first request from the socket. Called by the loop, which has already seen it there.</summary>
    public void ReceiveHead(int length) => Receive(length);

    /// <summary>Has the loop read from the socket.</summary>
    public void AskForInput()
    {
        _hasAsked = true;
        _asksForInput = true;
        _socket.Post();
    }

    /// <summary>
    /// Takes the socket over after the 101 response was flushed. Returns <see langword="null"/> if the pipes may hold bytes that came after the
    /// request, or bytes that have not left yet.
    /// </summary>
    public EpollTransport? TryTakeSocket()
    {
        if (_hasAsked || _output.HasWaited) return null;
        var transport = new EpollTransport(_socket, this);
        _socket.Owner = transport;
        return transport;
    }

    public void OnReady(LoopSocket socket, ReadyEvents events)
    {
        if ((events & ReadyEvents.End) != 0) OnEnd(events);
        if (_asksForInput && (events & ~ReadyEvents.Out) != 0) ReceiveSome();
    }

    public void OnPosted(LoopSocket socket)
    {
        if (_asksForInput) ReceiveSome();
    }

    public void OnClosed(LoopSocket socket)
    {
        EndInput();
        OnGone();
    }

    public override void Abort() => _socket.Abort();

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    public override ValueTask DisposeAsync()
    {
        _socket.Close();
        return base.DisposeAsync();
    }

    private static FeatureCollection FeaturesOf(HandshakeConnection connection)
    {
        var features = new FeatureCollection(8);
        features.Set<IConnectionIdFeature>(connection);
        features.Set<IConnectionItemsFeature>(connection);
        features.Set<IConnectionEndPointFeature>(connection);
        features.Set<IConnectionLifetimeFeature>(connection);
        features.Set<IConnectionTransportFeature>(connection);
        features.Set<IMemoryPoolFeature>(connection);
        return features;
    }

    /// <remarks>
    /// Kestrel aborts a connection as soon as its peer has finished sending. After a 101, the peer still has to get what the handlers send.
    /// </remarks>
    private void OnEnd(ReadyEvents events)
    {
        _hasPeerFinished = true;
        bool mayBeUpgraded = _output.HasSent && !_hasAsked;
        if (!mayBeUpgraded || (events & (ReadyEvents.Error | ReadyEvents.HangUp)) != 0) OnGone();
    }

    /// <summary>Notifies Kestrel that the peer has finished sending, or that the connection has ended. Kestrel then aborts the connection.</summary>
    private void OnGone()
    {
        if (Interlocked.Exchange(ref _isGone, 1) == 0) ClosedCallbacks.Run(_closed);
    }

    private void ReceiveSome()
    {
        _asksForInput = false; // before the read: who asks from now on wants the bytes after these
        if (!Receive(ReadSize)) _asksForInput = true;
    }

    /// <summary>Returns <see langword="false"/> if there is nothing to read yet.</summary>
    private bool Receive(int atMost)
    {
        if (_hasInputEnded) return true;
        int received = _socket.Receive(_received.Writer.GetSpan(atMost)[..atMost]);
        if (received == LoopSocket.NothingYet) return false;
        if (received > 0)
        {
            _received.Writer.Advance(received);
            ValueTask<FlushResult> flush = _received.Writer.FlushAsync();
            Debug.Assert(flush.IsCompletedSuccessfully, "The pipe has no limit.");
            return true;
        }

        EndInput();
        OnGone();
        return true;
    }

    private void EndInput()
    {
        if (_hasInputEnded) return;
        _hasInputEnded = true;
        _received.Writer.Complete();
    }
}
