using System.Text;
using Zzz.Connection;
using Zzz.Connection.Telemetry;
using Zzz.Dispatch;
using Zzz.Protocol;
using Zzz.PubSub;

namespace Zzz.Channels;

/// <summary>One client on one topic: is the <see cref="ChannelSocket"/> that its channel holds, and gives it its events.</summary>
/// <remarks>
/// What stands above channels, such as presence, needs three things. <see cref="OnJoined"/> runs something once the client is subscribed and
/// has the reply to its join: who then reads what is to be pushed, and pushes it, under the lock under which it also changes and broadcasts
/// that, leaves no gap, because <see cref="ChannelHub.Broadcast(string, string, ReadOnlySpan{byte}, bool, ChannelMembership)"/> has queued
/// for every subscriber when it returns. <see cref="OnLeft"/> runs something once the topic is left, before the channel's <c>OnLeave</c>.
/// That same broadcast, and <see cref="Push(string, ReadOnlySpan{byte})"/>, take JSON that is written already.
/// </remarks>
internal sealed class ChannelMembership : ChannelSocket
{
    private readonly ChannelPeer _peer;
    private readonly byte[] _joinRef;
    private readonly Assigns _assigns = new(initial: null);
    private readonly LeftSignal _left;
    private readonly Lock _hooks = new();
    private ChannelInstance? _instance;
    private ChannelEvents? _events;
    private Subscription<ChannelMembership>? _subscription;
    private Action? _onJoined;
    private Action? _onLeft;
    private bool _isAccepted;
    private volatile bool _isJoined;
    private volatile bool _isOver;

    public ChannelMembership(ChannelPeer peer, RoutedChannel channel, byte[] topic, byte[] joinRef)
    {
        _peer = peer;
        _joinRef = joinRef;
        Channel = channel;
        TopicUtf8 = topic;
        Topic = Encoding.UTF8.GetString(topic);
        _left = new LeftSignal(peer.Connection);
    }

    public RoutedChannel Channel { get; }

    public ChannelInstance Instance => _instance!;

    public byte[] TopicUtf8 { get; }

    public override string Topic { get; }

    public override WsConnection Connection => _peer.Connection;

    public ChannelSerializer Serializer => _peer.Serializer;

    public WsJson Json => _peer.Route.Json;

    /// <summary>Gives the channel its events, once the client is in.</summary>
    public ChannelEvents Events => _events!;

    /// <summary>Whether the topic was left.</summary>
    public bool IsOver => _isOver;

    public override CancellationToken Left => _left.Token;

    public override T? GetAssign<T>(string key)
        where T : default => (_assigns.Get<object>(key) ?? Connection.GetAssign<object>(key)) is T found ? found : default;

    public override void Assign(string key, object? value) => _assigns.Set(key, value);

    public override WsSendResult Push<T>(string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, Json);
        return Push(eventName, json.Json.Span);
    }

    /// <summary>Sends an event whose payload is JSON that is written already.</summary>
    public WsSendResult Push(string eventName, ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? WsSendResult.Closed : _peer.Push(Head(eventName: name), json);
    }

    public override WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? WsSendResult.Closed : _peer.PushBinary(Head(eventName: name), payload);
    }

    public override void Broadcast<T>(string eventName, T payload) => Broadcast(eventName, payload, except: null);

    public override void BroadcastBinary(string eventName, ReadOnlySpan<byte> payload) =>
        _peer.Route.Hub.Broadcast(Topic, eventName, payload, isBinary: true);

    public override void BroadcastFrom<T>(string eventName, T payload) => Broadcast(eventName, payload, except: this);

    public override void BroadcastFromBinary(string eventName, ReadOnlySpan<byte> payload) =>
        _peer.Route.Hub.Broadcast(Topic, eventName, payload, isBinary: true, except: this);

    public override void Close() => _ = CloseInTurnAsync();

    /// <summary>Runs something once the client is subscribed and has the reply to its join; at once if it is in. Never, if it does not get in.</summary>
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

    /// <summary>Runs something once the topic is left, if the client gets in at all. Whoever asks too late is not told.</summary>
    public void OnLeft(Action action)
    {
        lock (_hooks) _onLeft += action;
    }

    /// <summary>Gives the client what all subscribers get.</summary>
    public void Deliver(PreparedMessage broadcast)
    {
        if (!_isOver) _peer.Connection.Send(broadcast);
    }

    /// <summary>Whether a message is for this membership, and not for a former one of the same topic.</summary>
    public bool IsMeantBy(ReadOnlySpan<byte> joinRef) => joinRef.IsEmpty || joinRef.SequenceEqual(_joinRef);

    public ValueTask<bool> IsAllowedAsync(IChannelGuard? guard) => guard?.AllowsAsync(this, _peer.Services()) ?? new ValueTask<bool>(true);

    /// <summary>Makes the channel; <see langword="false"/> if a value of the topic cannot be parsed.</summary>
    public bool TryCreate()
    {
        _instance = Channel.Create(TopicUtf8, _peer.Services);
        return _instance is not null;
    }

    /// <summary><c>OnJoin</c> let the client in, so that <c>OnLeave</c> will be called.</summary>
    public void Accept() => _isAccepted = true;

    /// <summary>From now on broadcasts and events come.</summary>
    public void Subscribe()
    {
        _events = new ChannelEvents(_peer, this);
        _peer.Joined.Add(this);
        _subscription = _peer.Route.Hub.Add(this);
    }

    public void RunJoined()
    {
        lock (_hooks) _isJoined = true;
        Run(_onJoined);
    }

    /// <summary>The client leaves.</summary>
    public async ValueTask LeaveAsync(Envelope leave)
    {
        await EndAsync();
        await _peer.ReplyAsync(leave, ok: true, Response.Empty);
        PushOwn(ProtocolEvent.Close);
    }

    /// <summary>The server ends the membership.</summary>
    public ValueTask CloseAsync()
    {
        End();
        PushOwn(ProtocolEvent.Close);
        return LeaveAsync();
    }

    /// <summary>The channel failed.</summary>
    public ValueTask CrashAsync()
    {
        End();
        PushOwn(ProtocolEvent.Error);
        return LeaveAsync();
    }

    /// <summary>Ends the membership without a word: calls <c>OnLeave</c> if the client was in, and disposes of the channel. The task never fails.</summary>
    public ValueTask EndAsync()
    {
        End();
        return LeaveAsync();
    }

    public WsSendResult Reply(ReadOnlySpan<byte> reference, bool ok) =>
        _isOver ? WsSendResult.Closed : _peer.Reply(Head(reference), ok, Response.Empty);

    public WsSendResult Reply<T>(ReadOnlySpan<byte> reference, bool ok, T response)
    {
        if (_isOver || reference.IsEmpty) return WsSendResult.Closed;
        using JsonBuffer json = JsonBuffer.Of(response, Json);
        return _peer.Reply(Head(reference), ok, json.Json.Span);
    }

    public WsSendResult ReplyBinary(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> response) =>
        _isOver ? WsSendResult.Closed : _peer.ReplyBinary(Head(reference), response);

    /// <summary>A method of the channel threw.</summary>
    public void OnException(Handler handler, Exception exception)
    {
        if (IsConsequenceOfEnd(exception)) return;
        _peer.Connection.CountFailure(handler, exception);
        Log.ChannelException(_peer.Route.Logger, Channel.Name, exception);
    }

    private MessageHead Head(ReadOnlySpan<byte> reference = default, ReadOnlySpan<byte> eventName = default) =>
        new(_joinRef, reference, TopicUtf8, eventName);

    private void Broadcast<T>(string eventName, T payload, ChannelMembership? except)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, Json);
        _peer.Route.Hub.Broadcast(Topic, eventName, json.Json.Span, isBinary: false, except);
    }

    private async Task CloseInTurnAsync()
    {
        // Never on the caller's thread, which may be in the middle of anything.
        await _peer.Turn.TakeAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (_isJoined && !_isOver) await CloseAsync();
        _peer.Turn.Release();
    }

    /// <summary>Sends <c>phx_close</c> or <c>phx_error</c>, which carry the join_ref twice.</summary>
    private void PushOwn(ReadOnlySpan<byte> eventName) => _peer.Push(Head(_joinRef, eventName), Response.Empty);

    /// <summary>From now on nothing comes, and nothing can be sent.</summary>
    private void End()
    {
        _isOver = true;
        if (_subscription is not null)
        {
            _peer.Joined.Remove(this);
            Events.End();
            _peer.Route.Hub.Remove(_subscription);
            Run(_onLeft);
        }

        Run(_left.Set);
    }

    private async ValueTask LeaveAsync()
    {
        try
        {
            if (_isAccepted) await Instance.OnLeave(this);
        }
        catch (Exception exception)
        {
            _peer.Connection.CountFailure(Handler.OnLeave, exception);
            Log.OnLeaveException(_peer.Route.Logger, Channel.Name, exception);
        }

        try
        {
            if (_instance is not null) await _instance.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposeException(_peer.Route.Logger, exception);
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
            if (!IsConsequenceOfEnd(exception)) Log.ChannelException(_peer.Route.Logger, Channel.Name, exception);
        }
    }

    private bool IsConsequenceOfEnd(Exception exception) => exception is OperationCanceledException && Connection.Closed.IsCancellationRequested;
}
