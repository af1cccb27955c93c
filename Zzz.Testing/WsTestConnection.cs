using System.Net;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Unicode;

namespace Zzz;

/// <summary>
/// Stands in for a connection in a unit test of a controller. Records the messages that the controller sends and how it closes the connection, and
/// returns the values that the test has set. Nothing leaves the process.
/// </summary>
/// <remarks>Like a real connection, this may be used from any thread.</remarks>
/// <example>
/// <code>
/// var ws = new WsTestConnection { Params = { ["room"] = "red" } };
/// new ChatController().OnOpen(ws);
/// Assert.Equal("welcome to red", Assert.Single(ws.SentTexts));
/// </code>
/// </example>
/// <param name="id">The value of <see cref="Id"/>.</param>
/// <param name="user">The value of <see cref="User"/>; an unauthenticated user if <see langword="null"/>.</param>
/// <param name="subprotocol">The value of <see cref="Subprotocol"/>.</param>
/// <param name="remoteEndPoint">The value of <see cref="RemoteEndPoint"/>.</param>
#pragma warning disable CA1001 // The source of Closed has no timer, so there is nothing to dispose.
public sealed class WsTestConnection(
    string id = "test", ClaimsPrincipal? user = null, string? subprotocol = null, EndPoint? remoteEndPoint = null) : WsConnection
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private readonly List<WsMessage> _sent = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly Dictionary<string, object?> _assigns = [];
    private readonly HashSet<string> _topics = [];

    /// <summary>The values of the route pattern, for <see cref="Param"/>.</summary>
    public IDictionary<string, string> Params { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of the query string, for <see cref="QueryParam"/>.</summary>
    public IDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sent messages, in order.</summary>
    public IReadOnlyList<WsMessage> Sent
    {
        get
        {
            lock (_lock) return [.. _sent];
        }
    }

    /// <summary>The sent text messages, in order.</summary>
    public IReadOnlyList<string> SentTexts => [.. Sent.Where(message => message.Kind == WsMessageKind.Text).Select(message => message.GetText())];

    /// <summary>The topics that the connection is subscribed to.</summary>
    public IReadOnlyCollection<string> Subscriptions
    {
        get
        {
            lock (_lock) return [.. _topics];
        }
    }

    /// <summary>Records the messages that the connection publishes. Several connections may share one instance.</summary>
    public WsTestPubSub Topics { get; init; } = new();

    /// <summary>The result of sending while the connection is open. A message is recorded only if this is <see cref="WsSendResult.Sent"/>.</summary>
    public WsSendResult SendResult { get; set; } = WsSendResult.Sent;

    /// <summary>The value of <see cref="BufferedBytes"/>.</summary>
    public long Buffered { get; set; }

    /// <summary>The code of the first call of <see cref="Close"/>, or <see langword="null"/> before that.</summary>
    public WsCloseCode? CloseCode { get; private set; }

    /// <summary>The reason of the first call of <see cref="Close"/>, or <see langword="null"/> before that.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>Whether <see cref="Abort"/> was called.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>The options for writing JSON. Default: <see cref="JsonSerializerOptions.Web"/>.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    /// <inheritdoc/>
    public override string Id => id;

    /// <summary>The token that the client sent, as set by the test.</summary>
    public override string? AuthToken => Token;

    /// <summary>The value of <see cref="AuthToken"/>.</summary>
    public string? Token { get; set; }

    /// <inheritdoc/>
    public override string? Subprotocol => subprotocol;

    /// <inheritdoc/>
    public override EndPoint? RemoteEndPoint => remoteEndPoint;

    /// <inheritdoc/>
    public override IPubSub PubSub => Topics;

    /// <inheritdoc/>
    public override ClaimsPrincipal User { get; } = user ?? new ClaimsPrincipal(new ClaimsIdentity());

    /// <inheritdoc/>
    public override long BufferedBytes => Buffered;

    /// <inheritdoc/>
    public override CancellationToken Closed => _closed.Token;

    /// <summary>
    /// Simulates the loss of the peer. <see cref="Closed"/> is cancelled, and from now on, sending returns <see cref="WsSendResult.Closed"/>.
    /// </summary>
    public void Disconnect() => _closed.Cancel();

    /// <inheritdoc/>
    public override string? Param(string name) => Params.TryGetValue(name, out string? value) ? value : null;

    /// <inheritdoc/>
    public override string? QueryParam(string name) => Query.TryGetValue(name, out string? value) ? value : null;

    /// <inheritdoc/>
    public override T? GetAssign<T>(string key)
        where T : default
    {
        lock (_lock) return _assigns.GetValueOrDefault(key) is { } value ? (T)value : default;
    }

    /// <inheritdoc/>
    public override void Assign(string key, object? value)
    {
        lock (_lock) _assigns[key] = value;
    }

    /// <inheritdoc/>
    public override WsSendResult Send(string text, WsSendFlags flags = WsSendFlags.None) => Send(text.AsSpan(), flags);

    /// <inheritdoc/>
    public override WsSendResult Send(ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None) =>
        Add(WsTestFrame.Text(text.ToString()).Payload, WsMessageKind.Text);

    /// <inheritdoc/>
    public override WsSendResult Send(WsMessage message, WsSendFlags flags = WsSendFlags.None) => Add(message.Payload.ToArray(), message.Kind);

    /// <inheritdoc/>
    public override WsSendResult SendUtf8(ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None) => Utf8.IsValid(utf8)
        ? Add(utf8.ToArray(), WsMessageKind.Text)
        : throw new ArgumentException("The bytes of a text message must be valid UTF-8.", nameof(utf8));

    /// <inheritdoc/>
    public override WsSendResult SendBinary(ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None) =>
        Add(payload.ToArray(), WsMessageKind.Binary);

    /// <inheritdoc/>
    public override WsSendResult SendJson<T>(T value, WsSendFlags flags = WsSendFlags.None) =>
        Add(JsonSerializer.SerializeToUtf8Bytes(value, Json), WsMessageKind.Text);

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> SendAsync(
        string text, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(Send(text, flags));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> SendAsync(
        WsMessage message, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(Send(message, flags));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> SendUtf8Async(
        ReadOnlyMemory<byte> utf8, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) => new(SendUtf8(utf8.Span, flags));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> SendBinaryAsync(
        ReadOnlyMemory<byte> payload, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(SendBinary(payload.Span, flags));

    /// <inheritdoc/>
    public override ValueTask<WsSendResult> SendJsonAsync<T>(
        T value, WsSendFlags flags = WsSendFlags.None, CancellationToken cancellationToken = default) =>
        new(SendJson(value, flags));

    /// <inheritdoc/>
    public override bool Subscribe(string topic)
    {
        lock (_lock) return _topics.Add(topic);
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(string topic)
    {
        lock (_lock) return _topics.Remove(topic);
    }

    /// <inheritdoc/>
    public override void Close(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        if (!MayBeSent(code)) throw new ArgumentOutOfRangeException(nameof(code), code, "A server may not send this code.");
        lock (_lock)
        {
            if (CloseCode is not null) return;
            CloseCode = code;
            CloseReason = reason;
        }
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        IsAborted = true;
        Disconnect();
    }

    private static bool MayBeSent(WsCloseCode code) =>
        (int)code is (>= 1000 and <= 1003) or (>= 1007 and <= 1009) or (>= 1011 and <= 1014) or (>= 3000 and <= 4999);

    private WsSendResult Add(ReadOnlyMemory<byte> payload, WsMessageKind kind)
    {
        lock (_lock)
        {
            if (CloseCode is not null || _closed.IsCancellationRequested) return WsSendResult.Closed;
            if (SendResult == WsSendResult.Sent) _sent.Add(WsMessage.Validated(kind, payload));
            return SendResult;
        }
    }
}
