using System.Diagnostics.CodeAnalysis;
using Zzz.Connection.Ports;

namespace Zzz.Connection.Closing;

/// <summary>
/// The token of <see cref="WsConnection.Closed"/>. It is cancelled when the transport closes, or earlier by <see cref="Set"/>. It is created on first
/// use, because few handlers ask for it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Handlers may hold the token for longer than the connection lives.")]
internal sealed class ClosedSignal(ITransport transport)
{
    private volatile CancellationTokenSource? _source;
    private volatile bool _isSet;

    public bool IsSet => _isSet || transport.Closed.IsCancellationRequested;

    public CancellationToken Token => (_source ?? Create()).Token;

    /// <summary>Cancels the token without waiting for its callbacks.</summary>
    public void Set()
    {
        lock (this) _isSet = true;
        if (_source is { } source) ClosedCallbacks.Run(source);
    }

    private CancellationTokenSource Create()
    {
        lock (this)
        {
            if (_source is { } source) return source;
            source = CancellationTokenSource.CreateLinkedTokenSource(transport.Closed);
            if (_isSet) source.Cancel();
            return _source = source;
        }
    }
}
