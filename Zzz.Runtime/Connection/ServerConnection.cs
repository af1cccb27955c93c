using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Zzz.CompilerServices;
using Zzz.Connection.Closing;
using Zzz.Connection.Ports;
using Zzz.Connection.Receiving;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Dispatch;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection;

/// <summary>One connection of the server: puts its parts together, gives handlers their handle, and calls each of them once and in order.</summary>
internal sealed class ServerConnection : WsConnection
{
    private static long _lastId;

    private readonly WsSession _session;
    private readonly ITransport _transport;
    private readonly UpgradeRequest _request;
    private readonly WsJson _json;
    private readonly WsSlowConsumer _slowConsumer;
    private readonly WsRateLimit? _rateLimit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionTelemetry _telemetry;
    private readonly MessageReader _reader;
    private readonly SendGate _gate;
    private readonly CloseHandshake _closing;
    private readonly KeepAlive _keepAlive;
    private readonly ITopics _topics;
    private readonly int _maxSubscriptions;
    private readonly long _id = Interlocked.Increment(ref _lastId);

    // Made when somebody asks for it, as few do.
    private Assigns? _assigns;
    private ClaimsPrincipal? _nobody;
    private ISubscriptions? _subscriptions;
    private volatile bool _hasEnded;

    public ServerConnection(
        WsSession session,
        ITransport transport,
        UpgradeRequest request,
        WsOptions options,
        WsJson json,
        ITopics topics,
        TimerWheel wheel,
        TimeProvider time,
        ILogger logger,
        ConnectionTelemetry telemetry)
    {
        _session = session;
        _transport = transport;
        _request = request;
        _json = json;
        _slowConsumer = options.SlowConsumer;
        _rateLimit = options.RateLimit;
        _time = GuardedTime.Of(time);
        _logger = GuardedLogger.Of(logger);
        _telemetry = telemetry;
        if (request.Items is not null) _assigns = new Assigns(request.Items);
        _topics = topics;
        _maxSubscriptions = options.MaxSubscriptions;

        var close = new CloseState();
        (Compressor? compressor, Decompressor? decompressor) = request.Deflate is { } agreed
            ? (new Compressor(agreed, options.Compression.Level, options.Compression.MinSize), new Decompressor(agreed, options.MaxMessageSize))
            : (null, null);
        _reader = new MessageReader(options.MaxMessageSize, close, decompressor);
        _gate = new SendGate(transport, wheel, close, options.MaxBufferedBytes, compressor, telemetry);
        _closing = new CloseHandshake(_gate, transport, close, options.CloseTimeout, wheel, _logger);
        _keepAlive = new KeepAlive(wheel, _time, _gate, _closing, options, telemetry.Metrics);
    }

    public override string Id => _id.ToString("x", null);

    public string Route => _telemetry.Metrics.Route;

    public override string? Subprotocol => _request.Subprotocol;

    public override string? AuthToken => _request.AuthToken;

    public override EndPoint? RemoteEndPoint => _request.RemoteEndPoint;

    public override ClaimsPrincipal User =>
        _request.User ?? LazyInitializer.EnsureInitialized(ref _nobody, static () => new ClaimsPrincipal(new ClaimsIdentity()))!;

    /// <inheritdoc cref="CloseHandshake.IsPaused"/>
    public bool IsPaused => _closing.IsPaused;

    public override CancellationToken Closed => _transport.Closed;

    public override long BufferedBytes => _gate.BufferedBytes;

    public override IPubSub PubSub => _topics;

    private Assigns Assigns => LazyInitializer.EnsureInitialized(ref _assigns, static () => new Assigns(null))!;

    private ISubscriptions Subscriptions =>
        _subscriptions ?? Interlocked.CompareExchange(ref _subscriptions, _topics.SubscriptionsOf(this, _maxSubscriptions), null) ?? _subscriptions;

    /// <summary>The connection's whole life after the 101. Never throws.</summary>
    public async Task RunAsync()
    {
        var receiver = new ReceiveLoop(_session, this, _reader, _gate, _closing, _keepAlive, _rateLimit, _time, _telemetry);
        try
        {
            _telemetry.Open(this);
            _keepAlive.Start();
            await receiver.OpenAsync();
            await _transport.ReceiveAsync(receiver);
        }
        catch (Exception exception)
        {
            Log.ConnectionException(_logger, exception);
            _closing.Abort();
        }

        try
        {
            await EndAsync();
        }
        finally
        {
            _keepAlive.Stop();
            _closing.Release();
            _gate.Shut();
            _reader.Release();
        }
    }

    private async Task EndAsync()
    {
        EndSubscriptions();
        ClosePayload outcome = _closing.End();
        await CompleteTransportAsync();
        await EndSessionAsync(outcome);
        _telemetry.Close(outcome.Code);
        await _transport.ClosedAsync();
    }

    /// <summary>Middleware of the app may be part of the transport: what it throws keeps no controller from its <c>OnClose</c>.</summary>
    private async Task CompleteTransportAsync()
    {
        try
        {
            await _closing.CompleteTransportAsync();
        }
        catch (Exception exception)
        {
            Log.ConnectionException(_logger, exception);
        }
    }

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
        using JsonBuffer buffer = JsonBuffer.Of(value, _json);
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
        using JsonBuffer buffer = JsonBuffer.Of(value, _json);
        return await SendAsync(WsMessage.Validated(WsMessageKind.Text, buffer.Json), flags, cancellationToken);
    }

    public override bool Subscribe(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        bool added = Subscriptions.TryAdd(topic, out bool isFull);
        if (isFull) _closing.OnTooManySubscriptions();
        if (_hasEnded) EndSubscriptions();
        return added && !_hasEnded;
    }

    public override bool Unsubscribe(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _subscriptions?.Remove(topic) == true;
    }

    /// <summary>Sends a message that other connections get too. It goes out soon, with what else comes till then.</summary>
    public WsSendResult Send(PreparedMessage message) => Settle(_gate.TrySend(message));

    public override void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(reason);
        ClosePayload.ThrowUnlessSendable(code);
        if (Encoding.UTF8.GetByteCount(reason) is > ClosePayload.MaxReasonBytes and int size) Log.ReasonCut(_logger, size);
        _closing.Start(code, reason);
    }

    /// <summary>The peer broke a rule of what is spoken over the connection.</summary>
    public void Fail(ProtocolFault fault) => _closing.OnFault(fault);

    /// <summary>Something that the session calls threw, and it sees to that itself.</summary>
    public void CountFailure(Handler handler, Exception exception) => _telemetry.Metrics.Failed(handler, exception);

    public override void Abort() => _closing.Abort();

    /// <summary>Ends them all. Who subscribes at the same time sees that the connection has ended, or is seen here.</summary>
    private void EndSubscriptions()
    {
        _hasEnded = true;
        Interlocked.MemoryBarrier();
        _subscriptions?.End();
    }

    private static void ThrowUnlessUtf8(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("The bytes of a text message must be valid UTF-8.", nameof(utf8));
    }

    /// <summary>Applies the policy for slow consumers to a message that found no room.</summary>
    private WsSendResult Settle(WsSendResult result)
    {
        _keepAlive.OnMessage();
        if (result != WsSendResult.Dropped) return result;
        if (_slowConsumer == WsSlowConsumer.Drop)
        {
            _telemetry.Metrics.Dropped();
            return result;
        }

        _closing.OnSlowConsumer();
        return WsSendResult.Closed;
    }

    private async ValueTask EndSessionAsync(ClosePayload outcome)
    {
        HandlerRun run = _telemetry.Begin(Handler.OnClose);
        try
        {
            await _session.OnClose(this, outcome.Code, outcome.Reason);
            run.End();
        }
        catch (Exception exception)
        {
            run.End(exception);
            Log.OnCloseException(_logger, exception);
        }

        try
        {
            await _session.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposeException(_logger, exception);
        }
    }
}
