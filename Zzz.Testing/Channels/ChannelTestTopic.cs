using System.Text.Json;
using Zzz.Testing.Channels;

namespace Zzz;

/// <summary>
/// One topic that a <see cref="ChannelTestClient"/> has joined. Its messages are taken in order and one by one; replies come to their pushes,
/// whatever came before them, and presence to those who expect presence.
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

    internal ChannelTestTopic(ChannelWire wire, TopicInbox inbox, ChannelTestPayload response)
    {
        _wire = wire;
        _inbox = inbox;
        Response = response;
    }

    /// <summary>The topic, such as <c>room:lobby</c>.</summary>
    public string Topic => _inbox.Topic;

    /// <summary>What the reply to the join carried.</summary>
    public ChannelTestPayload Response { get; }

    /// <summary>Pushes an event, to which the server replies ok.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload, of any type that JSON can be made of; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>What the reply carries.</returns>
    /// <exception cref="WsTestException">The reply is an error, or none came.</exception>
    public Task<ChannelTestPayload> PushAsync(string eventName, object? payload = null) => PushAsync(eventName, _wire.Write(payload), isBinary: false);

    /// <summary>Pushes an event, to which the server replies ok.</summary>
    /// <typeparam name="T">What to read the reply as.</typeparam>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload, of any type that JSON can be made of; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>What the reply carries.</returns>
    /// <exception cref="WsTestException">The reply is an error or another type, or none came.</exception>
    public async Task<T> PushAsync<T>(string eventName, object? payload = null) => (await PushAsync(eventName, payload)).Json<T>();

    /// <summary>Pushes an event with a binary payload, to which the server replies ok.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>What the reply carries.</returns>
    /// <exception cref="WsTestException">The reply is an error, or none came.</exception>
    public Task<ChannelTestPayload> PushBinaryAsync(string eventName, ReadOnlyMemory<byte> payload) => PushAsync(eventName, payload, isBinary: true);

    /// <summary>Pushes an event, to which the server replies with an error.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="reason">The reason that it gives; <see langword="null"/> for anything.</param>
    /// <param name="payload">The event's payload; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>What the error carries.</returns>
    /// <exception cref="WsTestException">The reply is another, or none came.</exception>
    public async Task<ChannelTestPayload> ExpectRefusalAsync(string eventName, string? reason = null, object? payload = null)
    {
        string expected = $"{Refusal.Describe(reason)} to \"{eventName}\" on {Topic}";
        ServerMessage reply = await AskAsync(eventName, _wire.Write(payload), isBinary: false, expected);
        return Refusal.Is(reply, reason) ? reply.Payload : throw _wire.Instead(expected, reply);
    }

    /// <summary>Sends an event that asks for no reply.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload, of any type that JSON can be made of; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>A task that completes when the event is on its way.</returns>
    public Task SendAsync(string eventName, object? payload = null) => _wire.SendAsync(Message(null, eventName, _wire.Write(payload), isBinary: false));

    /// <summary>Sends an event with a binary payload that asks for no reply.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>A task that completes when the event is on its way.</returns>
    public Task SendBinaryAsync(string eventName, ReadOnlyMemory<byte> payload) => _wire.SendAsync(Message(null, eventName, payload, isBinary: true));

    /// <summary>The next message is an event for this client alone.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload; <see langword="null"/> for any. It is compared as JSON.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    /// <remarks>Serializer 1 does not tell pushes from broadcasts.</remarks>
    public Task<ChannelTestPayload> ExpectPushAsync(string eventName, object? payload = null) => ExpectAsync("push", eventName, payload);

    /// <summary>The next message is an event for this client alone.</summary>
    /// <typeparam name="T">What to read its payload as.</typeparam>
    /// <param name="eventName">The event.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<T> ExpectPushAsync<T>(string eventName) => (await ExpectPushAsync(eventName)).Json<T>();

    /// <summary>The next message is an event for all on the topic.</summary>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload; <see langword="null"/> for any. It is compared as JSON.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    /// <remarks>Serializer 1 does not tell pushes from broadcasts.</remarks>
    public Task<ChannelTestPayload> ExpectBroadcastAsync(string eventName, object? payload = null) => ExpectAsync("broadcast", eventName, payload);

    /// <summary>The next message is an event for all on the topic.</summary>
    /// <typeparam name="T">What to read its payload as.</typeparam>
    /// <param name="eventName">The event.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<T> ExpectBroadcastAsync<T>(string eventName) => (await ExpectBroadcastAsync(eventName)).Json<T>();

    /// <summary>
    /// The server has nothing more to say on this topic to what it was sent so far over the connection; presence does not count. No time is
    /// waited for, as in <see cref="WsTestClient.ExpectNothingAsync"/>.
    /// </summary>
    /// <returns>A task that completes when that is so; all that was sent before has then been handled.</returns>
    /// <exception cref="WsTestException">Something came, or the connection has ended.</exception>
    public Task ExpectNothingAsync() => _wire.ExpectNothingAsync(_inbox);

    /// <summary>Leaves the topic; what the server still had to say on it is passed over. When it is done, <c>OnLeave</c> has returned.</summary>
    /// <returns>A task that completes when the topic is left.</returns>
    /// <exception cref="WsTestException">The server did not answer as it has to.</exception>
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

    /// <summary>The next message says that the server has ended the join: <c>phx_close</c>.</summary>
    /// <returns>A task that completes when it has come; <c>OnLeave</c> may still be running.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public Task ExpectCloseAsync() => ExpectEndAsync(ChannelWords.Close);

    /// <summary>The next message says that a handler failed, and the topic is left: <c>phx_error</c>.</summary>
    /// <returns>A task that completes when it has come; <c>OnLeave</c> may still be running.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public Task ExpectErrorAsync() => ExpectEndAsync(ChannelWords.Error);

    /// <summary>Sooner or later these are present, and nobody else, by what the server has told: it keeps the list as clients do.</summary>
    /// <param name="keys">The keys that are tracked.</param>
    /// <returns>A task that completes when that is so.</returns>
    /// <exception cref="WsTestException">Nothing came any more, and others are present.</exception>
    public async Task ExpectPresentAsync(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        while (!_inbox.Present.Are(keys))
            await _wire.TakeAsync(_inbox.TakePresence, $"{string.Join(", ", keys)} to be present on {Topic}, where there is {_inbox.Present}");
    }

    /// <summary>The next message about presence is the list of all who are there.</summary>
    /// <returns>It as it came, with what an <see cref="IPresenceFetcher"/> has added.</returns>
    /// <exception cref="WsTestException">A difference came, or nothing.</exception>
    public Task<ChannelTestPayload> ExpectPresenceStateAsync() => ExpectPresenceAsync(ChannelWords.PresenceState);

    /// <summary>The next message about presence is the list of all who are there.</summary>
    /// <typeparam name="T">What to read metas as.</typeparam>
    /// <returns>The metas of each key.</returns>
    /// <exception cref="WsTestException">A difference came, or nothing.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<T>>> ExpectPresenceStateAsync<T>() =>
        MetasOf<T>((await ExpectPresenceStateAsync()).Json<JsonElement>());

    /// <summary>The next message about presence tells who came and who went.</summary>
    /// <returns>It as it came, with what an <see cref="IPresenceFetcher"/> has added.</returns>
    /// <exception cref="WsTestException">A list came, or nothing.</exception>
    public Task<ChannelTestPayload> ExpectPresenceDiffAsync() => ExpectPresenceAsync(ChannelWords.PresenceDiff);

    /// <summary>The next message about presence tells who came and who went.</summary>
    /// <typeparam name="T">What to read metas as.</typeparam>
    /// <returns>The metas of each key.</returns>
    /// <exception cref="WsTestException">A list came, or nothing.</exception>
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
