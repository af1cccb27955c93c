using System.Diagnostics.CodeAnalysis;

namespace Zzz.Channels.Members;

/// <summary>The token that is cancelled when a topic is left or its connection is lost. It is created on first use.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source is disposed of when it is set.")]
internal sealed class LeftSignal(WsConnection connection)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private bool _isSet;

    public CancellationToken Token
    {
        get
        {
            lock (_lock)
                return _isSet ? new CancellationToken(canceled: true) : (_source ??= CancellationTokenSource.CreateLinkedTokenSource(connection.Closed)).Token;
        }
    }

    /// <summary>Cancels the token once. Exceptions that its callbacks throw reach the caller.</summary>
    public void Set()
    {
        CancellationTokenSource? source;
        lock (_lock)
        {
            _isSet = true;
            (source, _source) = (_source, null);
        }

        using (source) source?.Cancel();
    }
}
