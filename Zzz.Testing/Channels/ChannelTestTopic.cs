using System.Text.Json;
using Zzz.Testing.Channels;

namespace Zzz;

/// <summary>
/// A topic that a <see cref="ChannelTestClient"/> has joined. Messages are taken one by one, in order. A reply always goes to the push that it
/// answers, whatever else has arrived, and presence messages wait separately.
/// </summary>
/// <example>
/// <code>
/// await ann.PushAsync("new_msg", new NewMessage("hi"));
/// Assert.Equal(new NewMessage("hi"), await bob.ExpectBroadcastAsync&lt;NewMessage&gt;("new_msg"));
/// await bob.ExpectNothingAsync();
/// </code>
/// </example>
public sealed class ChannelTestTopic
{
    private readonly ChannelWire _wire;
    private readonly TopicInbox _inbox;

    internal ChannelTestTopic(ChannelWire wire, TopicInbox inbox)
    {
        _wire = wire;
        _inbox = inbox;
    }

    /// <summary>The topic, such as <c>room:lobby</c>.</summary>
    public string Topic => _inbox.Topic;

    /// <summary>The payload of the reply to the join; after <see cref="ChannelTestClient.ReconnectAsync"/>, of the reply to the latest join.</summary>
    public ChannelTestPayload Response => _inbox.Welcome!.Payload;

    /// <summary>
    /// Whether the latest join continued from a position, so that all broadcasts since then follow. <see langword="false"/> if there was no position,
    /// or if the topic's history does not reach back to it.
    /// </summary>
    public bool Recovered => _inbox.Welcome!.HasRecovered;

    /// <summary>
    /// The position of the last message that the client has read, or <see langword="null"/> if the topic has no <see cref="HistoryAttribute"/>.
    /// A client with serializer V1 has no positions.
    /// </summary>
    public TopicPosition? Position => _inbox.Position;

    /// <summary>Pushes an event, and expects an ok reply.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The payload: any object that serializes to JSON, or <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The payload of the reply.</returns>
    /// <exception cref="WsTestException">The reply is an error, or did not arrive.</exception>
    public Task<ChannelTestPayload> PushAsync(string eventName, object? payload = null) => PushAsync(eventName, _wire.Write(payload), isBinary: false);

    /// <summary>Pushes an event, and expects an ok reply.</summary>
    /// <typeparam name="T">The type of the reply.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The payload: any object that serializes to JSON, or <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The payload of the reply.</returns>
    /// <exception cref="WsTestException">The reply is an error or does not fit the type, or it did not arrive.</exception>
    public async Task<T> PushAsync<T>(string eventName, object? payload = null) => (await PushAsync(eventName, payload)).Json<T>();

    /// <summary>Pushes an event with a binary payload, and expects an ok reply.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>The payload of the reply.</returns>
    /// <exception cref="WsTestException">The reply is an error, or did not arrive.</exception>
    public Task<ChannelTestPayload> PushBinaryAsync(string eventName, ReadOnlyMemory<byte> payload) => PushAsync(eventName, payload, isBinary: true);

    /// <summary>Pushes an event, and expects an error reply.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="reason">The expected reason; <see langword="null"/> accepts any.</param>
    /// <param name="payload">The event's payload; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The payload of the error.</returns>
    /// <exception cref="WsTestException">The reply is ok or has another reason, or did not arrive.</exception>
    public async Task<ChannelTestPayload> ExpectRefusalAsync(string eventName, string? reason = null, object? payload = null)
    {
        string expected = $"{Refusal.Describe(reason)} to \"{eventName}\" on {Topic}";
        ServerMessage reply = await AskAsync(eventName, _wire.Write(payload), isBinary: false, expected);
        return Refusal.Is(reply, reason) ? reply.Payload : throw _wire.Instead(expected, reply);
    }

    /// <summary>Sends an event without asking for a reply.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The payload: any object that serializes to JSON, or <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>A task that completes when the event has been sent.</returns>
    public Task SendAsync(string eventName, object? payload = null) => _wire.SendAsync(Message(null, eventName, _wire.Write(payload), isBinary: false));

    /// <summary>Sends an event with a binary payload, without asking for a reply.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>A task that completes when the event has been sent.</returns>
    public Task SendBinaryAsync(string eventName, ReadOnlyMemory<byte> payload) => _wire.SendAsync(Message(null, eventName, payload, isBinary: true));

    /// <summary>Expects the next message to be an event that was pushed to this client only.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The expected payload, compared as JSON; <see langword="null"/> accepts any.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    /// <remarks>Serializer V1 does not distinguish pushes from broadcasts.</remarks>
    public Task<ChannelTestPayload> ExpectPushAsync(string eventName, object? payload = null) => ExpectAsync("push", eventName, payload);

    /// <summary>Expects the next message to be an event that was pushed to this client only.</summary>
    /// <typeparam name="T">The type of the payload.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<T> ExpectPushAsync<T>(string eventName) => (await ExpectPushAsync(eventName)).Json<T>();

    /// <summary>Expects the next message to be an event that was broadcast to all clients on the topic.</summary>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">The expected payload, compared as JSON; <see langword="null"/> accepts any.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    /// <remarks>Serializer V1 does not distinguish pushes from broadcasts.</remarks>
    public Task<ChannelTestPayload> ExpectBroadcastAsync(string eventName, object? payload = null) => ExpectAsync("broadcast", eventName, payload);

    /// <summary>Expects the next message to be an event that was broadcast to all clients on the topic.</summary>
    /// <typeparam name="T">The type of the payload.</typeparam>
    /// <param name="eventName">The event's name.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<T> ExpectBroadcastAsync<T>(string eventName) => (await ExpectBroadcastAsync(eventName)).Json<T>();

    /// <summary>
    /// Expects that the server has nothing more to send on this topic in response to the messages that it has received over the connection. Presence
    /// messages do not count. As with <see cref="WsTestClient.ExpectNothingAsync"/>, no time passes.
    /// </summary>
    /// <returns>A task that completes when the server has handled everything that was sent earlier.</returns>
    /// <exception cref="WsTestException">Something arrived, or the connection has ended.</exception>
    public Task ExpectNothingAsync() => _wire.ExpectNothingAsync(_inbox);

    /// <summary>Leaves the topic, and skips messages that are still on their way. When the task completes, <c>OnLeave</c> has returned.</summary>
    /// <returns>A task that completes when the client has left the topic.</returns>
    /// <exception cref="WsTestException">The server gave another answer, or none.</exception>
    public async Task LeaveAsync()
    {
        string expected = $"to leave {Topic}";
        bool wasOver = _inbox.End is not null;
        ServerMessage reply = await AskAsync(ChannelWords.Leave, _wire.Write(null), isBinary: false, expected);
        if (reply.Status != "ok") throw _wire.Instead(expected, reply);
        while (!wasOver && !(await _wire.TakeAsync(_inbox.TakeEvent, expected)).IsEnd)
        {
        }
    }

    /// <summary>Expects the next message to be <c>phx_close</c>: the server has removed the client from the topic.</summary>
    /// <returns>A task that completes when the message has arrived; <c>OnLeave</c> may still be running.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public Task ExpectCloseAsync() => ExpectEndAsync(ChannelWords.Close);

    /// <summary>Expects the next message to be <c>phx_error</c>: a handler has failed, and the client is no longer on the topic.</summary>
    /// <returns>A task that completes when the message has arrived; <c>OnLeave</c> may still be running.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public Task ExpectErrorAsync() => ExpectEndAsync(ChannelWords.Error);

    /// <summary>Reads presence messages until exactly these keys are present. The list of keys is kept in the same way as real clients keep it.</summary>
    /// <param name="keys">The expected keys.</param>
    /// <returns>A task that completes when exactly these keys are present.</returns>
    /// <exception cref="WsTestException">No more presence messages arrived, and the keys that are present are not these.</exception>
    public async Task ExpectPresentAsync(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        while (!_inbox.Present.Are(keys))
            await _wire.TakeAsync(_inbox.TakePresence, $"{string.Join(", ", keys)} to be present on {Topic}, where there is {_inbox.Present}");
    }

    /// <summary>Expects the next presence message to be the whole list.</summary>
    /// <returns>The message as received, including the details of an <see cref="IPresenceFetcher"/>.</returns>
    /// <exception cref="WsTestException">A diff arrived, or nothing.</exception>
    public Task<ChannelTestPayload> ExpectPresenceStateAsync() => ExpectPresenceAsync(ChannelWords.PresenceState);

    /// <summary>Expects the next presence message to be the whole list.</summary>
    /// <typeparam name="T">The type of a meta.</typeparam>
    /// <returns>The metas of each key.</returns>
    /// <exception cref="WsTestException">A diff arrived, or nothing.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<T>>> ExpectPresenceStateAsync<T>() =>
        MetasOf<T>((await ExpectPresenceStateAsync()).Json<JsonElement>());

    /// <summary>Expects the next presence message to be a diff of joins and leaves.</summary>
    /// <returns>The message as received, including the details of an <see cref="IPresenceFetcher"/>.</returns>
    /// <exception cref="WsTestException">A whole list arrived, or nothing.</exception>
    public Task<ChannelTestPayload> ExpectPresenceDiffAsync() => ExpectPresenceAsync(ChannelWords.PresenceDiff);

    /// <summary>Expects the next presence message to be a diff of joins and leaves.</summary>
    /// <typeparam name="T">The type of a meta.</typeparam>
    /// <returns>The metas of each key.</returns>
    /// <exception cref="WsTestException">A whole list arrived, or nothing.</exception>
    public async Task<ChannelTestPresenceDiff<T>> ExpectPresenceDiffAsync<T>()
    {
        JsonElement diff = (await ExpectPresenceDiffAsync()).Json<JsonElement>();
        return new ChannelTestPresenceDiff<T>(MetasOf<T>(diff.GetProperty("joins")), MetasOf<T>(diff.GetProperty("leaves")));
    }

    private Dictionary<string, IReadOnlyList<T>> MetasOf<T>(JsonElement list) => list.EnumerateObject().ToDictionary(
        entry => entry.Name, entry => entry.Value.GetProperty("metas").Deserialize<IReadOnlyList<T>>(_wire.Json)!);

    private async Task<ChannelTestPayload> PushAsync(string eventName, ReadOnlyMemory<byte> payload, bool isBinary)
    {
        string expected = $"an ok to \"{eventName}\" on {Topic}";
        ServerMessage reply = await AskAsync(eventName, payload, isBinary, expected);
        return reply.Status == "ok" ? reply.Payload : throw _wire.Instead(expected, reply);
    }

    private async Task<ChannelTestPayload> ExpectAsync(string kind, string eventName, object? payload)
    {
        JsonElement? says = payload is null ? null : JsonElement.Parse(_wire.Write(payload));
        string expected = $"the {kind} \"{eventName}\"{(says is null ? "" : $" {says.Value.GetRawText()}")} on {Topic}";
        ServerMessage message = await _wire.TakeAsync(_inbox.TakeEvent, expected);
        bool isKind = message.IsBroadcast is null || message.IsBroadcast == (kind == "broadcast");
        bool isExpected = isKind && message.Event == eventName && (says is null || message.Payload.Says(says.Value));
        return isExpected ? message.Payload : throw _wire.Instead(expected, message);
    }

    private async Task ExpectEndAsync(string eventName)
    {
        string expected = $"{eventName} on {Topic}";
        ServerMessage message = await _wire.TakeAsync(_inbox.TakeEvent, expected);
        if (message.Event != eventName) throw _wire.Instead(expected, message);
    }

    private async Task<ChannelTestPayload> ExpectPresenceAsync(string eventName)
    {
        string expected = $"{eventName} on {Topic}";
        ServerMessage message = await _wire.TakeAsync(_inbox.TakePresence, expected);
        return message.Event == eventName ? message.Payload : throw _wire.Instead(expected, message);
    }

    private Task<ServerMessage> AskAsync(string eventName, ReadOnlyMemory<byte> payload, bool isBinary, string expected) =>
        _wire.AskAsync(Message(_wire.NextRef(), eventName, payload, isBinary), _inbox, expected);

    private ClientMessage Message(string? reference, string eventName, ReadOnlyMemory<byte> payload, bool isBinary)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return new ClientMessage(_inbox.JoinRef, reference, Topic, eventName, payload, isBinary);
    }
}
