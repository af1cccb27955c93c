using System.Text;
using Zzz.Channels.Routing;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.CompilerServices;
using Zzz.Connection;
using Zzz.Dispatch;
using Zzz.Json;
using Zzz.PubSub;
using Zzz.Telemetry;

namespace Zzz.Channels.Members;

/// <summary>One client on one topic: the <see cref="ChannelSocket"/> that its channel holds.</summary>
/// <remarks>
/// Layers above channels, such as presence, rely on three guarantees:
/// <list type="bullet">
/// <item><see cref="OnJoined"/> runs an action once the client is subscribed and has been sent the reply to its join.</item>
/// <item><see cref="OnLeft"/> runs an action once the client has left the topic, before the channel's <c>OnLeave</c>.</item>
/// <item>
/// <see cref="ChannelHub.Broadcast(string, string, ReadOnlySpan{byte}, bool, ChannelMembership)"/> has queued the event for every subscriber
/// when it returns. A layer that takes one lock both to push its state and to change and broadcast it therefore leaves no client with a gap.
/// </item>
/// </list>
/// </remarks>
internal sealed class ChannelMembership : ChannelSocket
{
    private readonly ChannelClient _client;
    private readonly Assigns _assigns = new(initial: null);
    private readonly LeftSignal _left;
    private readonly Lock _hooks = new();
    private ChannelInstance? _instance;
    private Subscription<ChannelMembership>? _subscription;
    private Action? _onJoined;
    private Action? _onLeft;
    private byte[]? _senderId;
    private Task? _ready;
    private bool _isAccepted;
    private int _isClosing;
    private int _isUnsubscribed;
    private volatile bool _isJoined;

    public ChannelMembership(ChannelClient client, RoutedChannel channel, byte[] topic, byte[] joinRef, RecoveryRequest? recovery = null)
    {
        _client = client;
        Channel = channel;
        Topic = Encoding.UTF8.GetString(topic);
        if (recovery is not null && channel.History is not null && client.Hub.Feeds.RuleOf(Topic) is { } rule)
            Recovery = new TopicRecovery(client.Hub.Feeds, Topic, rule, recovery, client.Connection.MaxBufferedBytes);
        Writer = new TopicWriter(client.Writer, topic, joinRef) { KnowsPositions = Recovery is not null };
        _left = new LeftSignal(client.Connection);
    }

    public RoutedChannel Channel { get; }

    public ChannelInstance Instance => _instance!;

    /// <summary>Writes to the client on this topic.</summary>
    public TopicWriter Writer { get; }

    /// <summary>The rate limits of this topic, set when the client joins; <see langword="null"/> if there are none.</summary>
    public ChannelLimits? Limits { get; set; }

    /// <summary>The client's recovery; <see langword="null"/> if the client does not ask for positions, or the topic has no history.</summary>
    public TopicRecovery? Recovery { get; }

    /// <summary>
    /// The id by which the members' nodes leave out the sender of a broadcast: that of the client's page, if it has one, so that the page does not
    /// receive its own messages after it has joined again.
    /// </summary>
    public byte[] SenderId => Recovery?.Client is { Length: > 0 } page ? page : _senderId ??= Guid.NewGuid().ToByteArray();

    /// <summary>Whether this client, perhaps on an earlier connection, is the sender of a broadcast.</summary>
    public bool IsSender(ChannelMembership? sender, ReadOnlySpan<byte> senderId) =>
        this == sender || (!senderId.IsEmpty && senderId.SequenceEqual(Recovery?.Client is { Length: > 0 } page ? page : _senderId));

    public override string Topic { get; }

    public override WsConnection Connection => _client.Connection;

    public override CancellationToken Left => _left.Token;

    /// <summary>
    /// Completes when the client has been let in, or never will be. Until then its events on this topic wait, and messages on others do not. The task
    /// never fails.
    /// </summary>
    public Task Entry { get; set; } = Task.CompletedTask;

    /// <summary>Whether the client has left the topic.</summary>
    public bool IsOver => Writer.IsOver;

    public override T? GetAssign<T>(string key)
        where T : default => Assigns.As<T>(key, _assigns.Get(key) ?? Connection.GetAssign<object>(key));

    public override void Assign(string key, object? value) => _assigns.Set(key, value);

    public override async ValueTask<bool> RecoverAsync()
    {
        if (_isJoined || IsOver) throw new InvalidOperationException("RecoverAsync must be called in OnJoin.");
        if (Recovery is null) return false;
        await ReadyAsync();
        return Recovery.TryPin();
    }

    public override WsSendResult Push<T>(string eventName, T payload) => Writer.Push(eventName, payload);

    public override ValueTask<WsSendResult> PushAsync<T>(string eventName, T payload, CancellationToken cancellationToken = default) =>
        Writer.PushAsync(eventName, payload, Left, cancellationToken);

    public override ValueTask<WsSendResult> PushBinaryAsync(
        string eventName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        Writer.PushBinaryAsync(eventName, payload.Span, Left, cancellationToken);

    public override WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload) => Writer.PushBinary(eventName, payload);

    public override void Broadcast<T>(string eventName, T payload) => Broadcast(eventName, payload, except: null);

    public override void BroadcastBinary(string eventName, ReadOnlySpan<byte> payload) =>
        _client.Hub.Broadcast(Topic, eventName, payload, isBinary: true);

    public override void BroadcastFrom<T>(string eventName, T payload) => Broadcast(eventName, payload, except: this);

    public override void BroadcastFromBinary(string eventName, ReadOnlySpan<byte> payload) =>
        _client.Hub.Broadcast(Topic, eventName, payload, isBinary: true, except: this);

    public override void Close()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0) _ = CloseInTurnAsync();
    }

    /// <summary>
    /// Runs an action once the client is subscribed and has been sent the reply to its join. The action runs at once if both have already
    /// happened, and never if the join is refused.
    /// </summary>
    public void OnJoined(Action action)
    {
        lock (_hooks)
        {
            if (!_isJoined)
            {
                _onJoined += action;
                return;
            }
        }

        action();
    }

    /// <summary>Runs an action once the client leaves the topic, if it has joined. An action that is added after that never runs.</summary>
    public void OnLeft(Action action)
    {
        lock (_hooks) _onLeft += action;
    }

    /// <summary>Waits until what other nodes send on the topic reaches this node, but not for long, however often this method is called.</summary>
    public Task ReadyAsync() => _ready ??= _client.Hub.ReadyAsync(Topic);

    public ValueTask<bool> IsAllowedAsync(IChannelGuard? guard) => guard?.AllowsAsync(this, _client.Services()) ?? new ValueTask<bool>(true);

    /// <summary>Creates the channel, or returns <see langword="false"/> if a value of the topic cannot be parsed.</summary>
    public bool TryCreate()
    {
        _instance = Channel.Create(Writer.Topic, _client.Services);
        return _instance is not null;
    }

    /// <summary>Notes that <c>OnJoin</c> accepted the client: the topic counts as joined, and <c>OnLeave</c> will be called.</summary>
    public void Accept()
    {
        _isAccepted = true;
        _client.Joined.Add(this);
    }

    /// <summary>Adds the membership to its topic. From then on, the client receives broadcasts.</summary>
    public void Subscribe() => _subscription = _client.Hub.Add(this);

    public void RunJoined()
    {
        lock (_hooks) _isJoined = true;
        Run(_onJoined);
    }

    /// <summary>Ends the membership because the client asked to leave, and replies.</summary>
    public async ValueTask LeaveByClientAsync(Envelope leave)
    {
        await VanishAsync();
        _client.Writer.Reply(leave, ok: true, StockReplies.Empty);
        Writer.PushEnd(ReservedNames.Close);
    }

    /// <summary>Ends the membership on the server's initiative, and sends <c>phx_close</c>.</summary>
    public ValueTask CloseByServerAsync()
    {
        End();
        Writer.PushEnd(ReservedNames.Close);
        return FinishAsync();
    }

    /// <summary>Ends the membership because the channel failed, and sends <c>phx_error</c>.</summary>
    public ValueTask CrashAsync()
    {
        End();
        Writer.PushEnd(ReservedNames.Error);
        return FinishAsync();
    }

    /// <summary>Ends the membership without a message, because the client is gone or was refused.</summary>
    public ValueTask VanishAsync()
    {
        End();
        return FinishAsync();
    }

    /// <summary>Whether an exception is only the cancellation that a call of <see cref="Close"/> caused.</summary>
    public bool IsCancelledByClose(Exception exception) => exception is OperationCanceledException && Volatile.Read(ref _isClosing) != 0;

    /// <summary>Counts and logs an exception that one of the channel's methods threw, unless the connection's end caused it.</summary>
    public void OnException(Handler handler, Exception exception)
    {
        if (IsConsequenceOfEnd(exception)) return;
        _client.Connection.CountFailure(handler, exception);
        Log.ChannelException(_client.Logger, Channel.Name, exception);
    }

    private void Broadcast<T>(string eventName, T payload, ChannelMembership? except)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, _client.Writer.Json);
        _client.Hub.Broadcast(Topic, eventName, json.Json.Span, isBinary: false, except);
    }

    private async Task CloseInTurnAsync()
    {
        // Never on the caller's thread, which may hold locks or be inside a handler.
        Task turn = _client.Turn.TakeAsync();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (_isJoined) EndSoon();
        await turn;
        try
        {
            if (!Entry.IsCompleted) await _client.Turn.YieldToAsync(Entry);
            if (_isJoined && !IsOver) await CloseByServerAsync();
        }
        finally
        {
            _client.Turn.Release();
        }
    }

    /// <summary>Stops broadcasts to the client, and notifies the handler that still has the turn by cancelling <see cref="Left"/>.</summary>
    private void EndSoon()
    {
        Unsubscribe();
        Run(_left.Set);
    }

    private void Unsubscribe()
    {
        if (_subscription is not null && Interlocked.Exchange(ref _isUnsubscribed, 1) == 0) _client.Hub.Remove(_subscription);
    }

    /// <summary>Stops sending and receiving on this topic, runs the actions that <see cref="OnLeft"/> added, and cancels <see cref="Left"/>.</summary>
    private void End()
    {
        Writer.End();
        if (_isAccepted) _client.Joined.Remove(this);
        if (_subscription is not null)
        {
            Unsubscribe();
            Run(_onLeft);
        }

        Recovery?.Release();
        Run(_left.Set);
    }

    /// <summary>Calls <c>OnLeave</c> if the client was accepted, and disposes the channel. The task never fails.</summary>
    private async ValueTask FinishAsync()
    {
        try
        {
            if (_isAccepted) await Instance.OnLeave(this);
        }
        catch (Exception exception)
        {
            _client.Connection.CountFailure(Handler.OnLeave, exception);
            Log.OnLeaveException(_client.Logger, Channel.Name, exception);
        }

        try
        {
            if (_instance is not null) await _instance.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposeException(_client.Logger, exception);
        }
    }

    private void Run(Action? action)
    {
        try
        {
            action?.Invoke();
        }
        catch (Exception exception)
        {
            if (!IsConsequenceOfEnd(exception)) Log.ChannelException(_client.Logger, Channel.Name, exception);
        }
    }

    private bool IsConsequenceOfEnd(Exception exception) => exception is OperationCanceledException && Connection.Closed.IsCancellationRequested;
}
