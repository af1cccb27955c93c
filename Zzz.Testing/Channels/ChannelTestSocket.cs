namespace Zzz;

/// <summary>
/// Stands in for a client on a topic in a unit test of a channel. Records the messages that the channel sends, and returns the values that the test
/// has set. Nothing leaves the process.
/// </summary>
/// <remarks>Like a real socket, this may be used from any thread. Track it with a <see cref="ChannelTestPresence"/>, not with an app's presence.</remarks>
/// <example>
/// <code>
/// var socket = new ChannelTestSocket("room:lobby");
/// new RoomChannel().NewMessage(socket, new NewMessage("hi"));
/// Assert.Equal(new ChannelTestEvent("new_msg", new NewMessage("hi")), Assert.Single(socket.Broadcasts));
/// </code>
/// </example>
/// <param name="topic">The value of <see cref="Topic"/>.</param>
/// <param name="connection">The connection, which several sockets may share; if <see langword="null"/>, a new one is created.</param>
#pragma warning disable CA1001 // The source of Left has no timer, and lives as long as that of its connection.
public sealed class ChannelTestSocket(string topic = "test", WsTestConnection? connection = null) : ChannelSocket
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _left = new();
    private readonly Dictionary<string, object?> _assigns = [];
    private readonly List<ChannelTestEvent> _pushes = [];
    private readonly List<ChannelTestEvent> _broadcasts = [];
    private readonly List<ChannelTestEvent> _broadcastsFrom = [];
    private readonly WsTestConnection _connection = connection ?? new WsTestConnection();
    private CancellationTokenSource? _leftOrClosed;

    /// <inheritdoc/>
    public override string Topic => topic;

    /// <inheritdoc/>
    public override WsConnection Connection => _connection;

    /// <summary>The pushes to this client, in order.</summary>
    public IReadOnlyList<ChannelTestEvent> Pushes => CopyOf(_pushes);

    /// <summary>The broadcasts to everyone on the topic, in order.</summary>
    public IReadOnlyList<ChannelTestEvent> Broadcasts => CopyOf(_broadcasts);

    /// <summary>The broadcasts to everyone else on the topic, in order.</summary>
    public IReadOnlyList<ChannelTestEvent> BroadcastsFrom => CopyOf(_broadcastsFrom);

    /// <summary>The result of <see cref="RecoverAsync"/>. Default <see langword="false"/>, as for a client that joins for the first time.</summary>
    public bool Recovers { get; set; }

    /// <summary>The result of pushing while the client is on the topic. A push is recorded only if this is <see cref="WsSendResult.Sent"/>.</summary>
    public WsSendResult SendResult { get; set; } = WsSendResult.Sent;

    /// <summary>Whether <see cref="Close"/> was called.</summary>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public override CancellationToken Left
    {
        get
        {
            lock (_lock) return (_leftOrClosed ??= CancellationTokenSource.CreateLinkedTokenSource(_left.Token, _connection.Closed)).Token;
        }
    }

    /// <summary>
    /// Simulates that the client leaves. <see cref="Left"/> is cancelled, and from now on, pushing returns <see cref="WsSendResult.Closed"/>.
    /// </summary>
    public void Leave() => _left.Cancel();

    /// <inheritdoc/>
    public override T? GetAssign<T>(string key)
        where T : default
    {
        lock (_lock)
        {
            object? value = _assigns.GetValueOrDefault(key) ?? _connection.GetAssign<object>(key);
            return value is null ? default : (T)value;
        }
    }

    /// <inheritdoc/>
    public override void Assign(string key, object? value)
    {
        lock (_lock) _assigns[key] = value;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> RecoverAsync() => new(Recovers);

    /// <inheritdoc/>
    public override WsSendResult Push<T>(string eventName, T payload) => Push(new ChannelTestEvent(eventName, payload));

    /// <inheritdoc/>
    public override WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload) => Push(new ChannelTestEvent(eventName, payload.ToArray()));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> PushAsync<T>(string eventName, T payload, CancellationToken cancellationToken = default) =>
        new(Push(eventName, payload));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> PushBinaryAsync(
        string eventName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) => new(PushBinary(eventName, payload.Span));

    /// <inheritdoc/>
    public override void Broadcast<T>(string eventName, T payload) => Add(_broadcasts, new ChannelTestEvent(eventName, payload));

    /// <inheritdoc/>
    public override void BroadcastBinary(string eventName, ReadOnlySpan<byte> payload) =>
        Add(_broadcasts, new ChannelTestEvent(eventName, payload.ToArray()));

    /// <inheritdoc/>
    public override void BroadcastFrom<T>(string eventName, T payload) => Add(_broadcastsFrom, new ChannelTestEvent(eventName, payload));

    /// <inheritdoc/>
    public override void BroadcastFromBinary(string eventName, ReadOnlySpan<byte> payload) =>
        Add(_broadcastsFrom, new ChannelTestEvent(eventName, payload.ToArray()));

    /// <summary>Removes the client from the topic, as a call by the server does.</summary>
    public override void Close()
    {
        IsClosed = true;
        Leave();
    }

    private WsSendResult Push(ChannelTestEvent push)
    {
        if (_left.IsCancellationRequested || _connection.Closed.IsCancellationRequested) return WsSendResult.Closed;
        if (SendResult == WsSendResult.Sent) Add(_pushes, push);
        return SendResult;
    }

    private void Add(List<ChannelTestEvent> events, ChannelTestEvent one)
    {
        lock (_lock) events.Add(one);
    }

    private ChannelTestEvent[] CopyOf(List<ChannelTestEvent> events)
    {
        lock (_lock) return [.. events];
    }
}
