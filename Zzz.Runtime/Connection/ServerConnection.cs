using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Unicode;
using Zzz.CompilerServices;
using Zzz.Connection.Closing;
using Zzz.Connection.Ports;
using Zzz.Connection.Receiving;
using Zzz.Connection.Sending;
using Zzz.Dispatch;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection;

/// <summary>One connection, as handlers and hubs hold it. It puts the parts together, and <see cref="ConnectionLife"/> runs them.</summary>
internal sealed class ServerConnection : WsConnection, IKindRefusal
{
    private static long _lastId;

    private readonly WsSession _session;
    private readonly ITransport _transport;
    private readonly UpgradeRequest _request;
    private readonly ConnectionRoute _route;
    private readonly ConnectionParts _parts;
    private readonly SendGate _gate;
    private readonly long _id = Interlocked.Increment(ref _lastId);

    // Created on first use, because few handlers ask for them.
    private Assigns? _assigns;
    private ClaimsPrincipal? _nobody;
    private ISubscriptions? _subscriptions;

    public ServerConnection(WsSession session, ITransport transport, UpgradeRequest request, ConnectionRoute route, ConnectionTelemetry telemetry)
    {
        _session = session;
        _transport = transport;
        _request = request;
        _route = route;
        if (request.Items is not null) _assigns = new Assigns(request.Items);

        WsOptions options = route.Options;
        var close = new CloseState();
        (Compressor? compressor, Decompressor? decompressor) = request.Deflate is { } agreed
            ? (new Compressor(agreed, options.Compression.Level, options.Compression.MinSize), new Decompressor(agreed, options.MaxMessageSize))
            : (null, null);
        _gate = new SendGate(transport, route.Wheel, close, options.MaxBufferedBytes, compressor, telemetry);
        var activity = new PeerActivity(route.Wheel);
        var closing = new CloseHandshake(_gate, transport, close, activity, route.Wheel, options.CloseTimeout, route.Logger);
        var keepAlive = new KeepAlive(_gate, closing, activity, route.Wheel, options, route.Time, telemetry.Metrics);
        var reader = new MessageReader(options.MaxMessageSize, close, decompressor);
        _parts = new ConnectionParts(reader, _gate, closing, keepAlive, activity) { Telemetry = telemetry };
    }

    public override string Id => _id.ToString("x", null);

    public string Route => _parts.Telemetry.Metrics.Route;

    public override string? Subprotocol => _request.Subprotocol;

    public override string? AuthToken => _request.AuthToken;

    public override EndPoint? RemoteEndPoint => _request.RemoteEndPoint;

    public override ClaimsPrincipal User =>
        _request.User ?? LazyInitializer.EnsureInitialized(ref _nobody, static () => new ClaimsPrincipal(new ClaimsIdentity()))!;

    /// <inheritdoc cref="PeerActivity.IsPaused"/>
    public bool IsPaused => _parts.Activity.IsPaused;

    public override CancellationToken Closed => _parts.Closing.Closed;

    public int MaxBufferedBytes => _route.Options.MaxBufferedBytes;

    public override long BufferedBytes => _gate.BufferedBytes;

    public override IPubSub PubSub => _route.Topics;

    private Assigns Assigns => LazyInitializer.EnsureInitialized(ref _assigns, static () => new Assigns(null))!;

    private ISubscriptions Subscriptions =>
        _subscriptions
        ?? Interlocked.CompareExchange(ref _subscriptions, _route.Topics.SubscriptionsOf(this, _route.Options.MaxSubscriptions), null)
        ?? _subscriptions;

    /// <summary>Runs the connection from the 101 response to its end. Never throws.</summary>
    public Task RunAsync() => new ConnectionLife(this, _session, _transport, _parts, _route).RunAsync();

    public override string? Param(string name) => _request.Param(name);

    public override string? QueryParam(string name) => _request.QueryParam(name);

    public override T? GetAssign<T>(string key)
        where T : default => Assigns.As<T>(key, Assigns.Get(key));

    public override void Assign(string key, object? value) => Assigns.Set(key, value);

    public override WsSendResult Send(string text, WsSendFlags flags = WsSendFlags.None)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Send(text.AsSpan(), flags);
    }

    public override WsSendResult Send(ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None) =>
        Settle(_gate.TrySend(text, flags.AllowCompression));

    public override WsSendResult Send(WsMessage message, WsSendFlags flags = WsSendFlags.None) =>
        Settle(_gate.TrySend(message.Kind, message.Payload.Span, flags.AllowCompression));

    public override WsSendResult SendUtf8(ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None)
    {
        ThrowUnlessUtf8(utf8);
        return Settle(_gate.TrySend(WsMessageKind.Text, utf8, flags.AllowCompression));
    }

    public override WsSendResult SendBinary(ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None) =>
        Settle(_gate.TrySend(WsMessageKind.Binary, payload, flags.AllowCompression));

    public override WsSendResult SendJson<T>(T value, WsSendFlags flags = WsSendFlags.None)
    {
        using JsonBuffer buffer = JsonBuffer.Of(value, _route.Json);
        return Settle(_gate.TrySend(WsMessageKind.Text, buffer.Json.Span, flags.AllowCompression));
    }

    public override async ValueTask<WsSendResult> SendAsync(
        string text, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        WsSendResult result;
        while ((result = _gate.TrySend(text, flags.AllowCompression)) == WsSendResult.Dropped) await _gate.RoomAsync(cancellationToken);
        return Settle(result);
    }

    public override async ValueTask<WsSendResult> SendAsync(
        WsMessage message, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default)
    {
        WsSendResult result;
        while ((result = _gate.TrySend(message.Kind, message.Payload.Span, flags.AllowCompression)) == WsSendResult.Dropped)
            await _gate.RoomAsync(cancellationToken);
        return Settle(result);
    }

    public override ValueTask<WsSendResult> SendUtf8Async(
        ReadOnlyMemory<byte> utf8, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default)
    {
        ThrowUnlessUtf8(utf8.Span);
        return SendAsync(WsMessage.Validated(WsMessageKind.Text, utf8), flags, cancellationToken);
    }

    public override ValueTask<WsSendResult> SendBinaryAsync(
        ReadOnlyMemory<byte> payload, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        SendAsync(new WsMessage(WsMessageKind.Binary, payload), flags, cancellationToken);

    public override async ValueTask<WsSendResult> SendJsonAsync<T>(
        T value, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default)
    {
        using JsonBuffer buffer = JsonBuffer.Of(value, _route.Json);
        return await SendAsync(WsMessage.Validated(WsMessageKind.Text, buffer.Json), flags, cancellationToken);
    }

    public override bool Subscribe(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        bool added = Subscriptions.TryAdd(topic, out bool isFull);
        if (isFull) _parts.Closing.OnTooManySubscriptions();
        if (!_parts.Closing.HasEnded) return added;
        EndSubscriptions();
        return false;
    }

    public override bool Unsubscribe(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _subscriptions?.Remove(topic) == true;
    }

    /// <summary>Sends a message that other connections receive too. The message leaves soon, together with any others that are sent until then.</summary>
    public WsSendResult Send(PreparedMessage message) => Settle(_gate.TrySend(message));

    /// <summary>Sends a message that the peer must not miss. If there is no room for it, the connection is closed, whatever the policy is.</summary>
    public void SendOrClose(PreparedMessage message)
    {
        _parts.Activity.OnMessage();
        if (_gate.TrySend(message) == WsSendResult.Dropped) _parts.Closing.OnSlowConsumer();
    }

    /// <summary>Waits until this many bytes have room, or nothing can be sent any more.</summary>
    public ValueTask RoomAsync(int bytes, CancellationToken cancellationToken) => _gate.RoomAsync(bytes, cancellationToken);

    public override void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        ClosePayload.ThrowUnlessSendable(code);
        if (Encoding.UTF8.GetByteCount(reason) is > ClosePayload.MaxReasonBytes and int size) Log.ReasonCut(_route.Logger, size);
        _parts.Closing.Start(code, reason);
    }

    /// <summary>Fails the connection, because the peer violated a protocol on top of WebSocket.</summary>
    public void Fail(ProtocolFault fault) => _parts.Closing.OnFault(fault);

    public void Refuse(WsMessageKind kind) => _parts.Closing.OnUnsupportedKind(kind);

    /// <summary>Counts an exception that the session handles itself.</summary>
    public void CountFailure(Handler handler, Exception exception) => _parts.Telemetry.Metrics.Failed(handler, exception);

    /// <summary>Counts a join with a position, and the messages that were sent again.</summary>
    public void CountRecovery(string outcome, int messages) => _parts.Telemetry.Metrics.Recovered(outcome, messages);

    public override void Abort() => _parts.Closing.Abort();

    /// <summary>
    /// Ends all subscriptions, after the last message. A concurrent <see cref="Subscribe"/> either sees that the connection has ended, or its
    /// subscription is ended here.
    /// </summary>
    public void EndSubscriptions()
    {
        Interlocked.MemoryBarrier();
        _subscriptions?.End();
    }

    private static void ThrowUnlessUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("The bytes of a text message must be valid UTF-8.", nameof(utf8));
    }

    /// <summary>Applies the policy for slow consumers to a message for which there was no room.</summary>
    private WsSendResult Settle(WsSendResult result)
    {
        _parts.Activity.OnMessage();
        if (result != WsSendResult.Dropped) return result;
        if (_route.Options.SlowConsumer == WsSlowConsumer.Drop)
        {
            _parts.Telemetry.Metrics.Dropped();
            return result;
        }

        _parts.Closing.OnSlowConsumer();
        return WsSendResult.Closed;
    }
}
