using System.Text.Json;
using Zzz.Testing.Channels;

namespace Zzz;

/// <summary>
/// A client of a channel route: one connection, and the topics joined over it. Each message waits in its topic until the test expects it there, so an
/// expectation on one topic never sees the messages of another.
/// </summary>
/// <remarks>
/// A wait that takes longer than the <see cref="WsTestClient.Timeout"/> of the <see cref="Connection"/> ends with a <see cref="WsTestException"/>
/// that says what was expected and what came instead. Several waits may run at the same time, such as one for a late reply.
/// </remarks>
/// <example>
/// <code>
/// await using ChannelTestClient socket = await app.ConnectChannelsAsync("/socket?token=abc");
/// ChannelTestTopic room = await socket.JoinAsync("room:lobby", new JoinRoom("Ann"));
/// Assert.Equal(new Sum(3), await room.PushAsync&lt;Sum&gt;("add", new Operands(1, 2)));
/// </code>
/// </example>
public sealed class ChannelTestClient : IAsyncDisposable
{
    private readonly ChannelWire _wire;
    private readonly Func<Task<WsTestClient>> _connect;

    internal ChannelTestClient(ChannelWire wire, Func<Task<WsTestClient>> connect)
    {
        _wire = wire;
        _connect = connect;
    }

    /// <summary>
    /// The connection. Use it to close or reset the connection, or to expect a close from the server. Messages never arrive here; they go to the
    /// topics. After <see cref="ReconnectAsync"/>, this is the new connection.
    /// </summary>
    public WsTestClient Connection => _wire.Connection;

    /// <summary>The options for writing and reading payloads as JSON. Default: <see cref="JsonSerializerOptions.Web"/>.</summary>
    public JsonSerializerOptions Json
    {
        get => _wire.Json;
        set => _wire.Json = value;
    }

    /// <summary>Joins a topic. If the client is already on the topic, the server ends the earlier join.</summary>
    /// <param name="topic">The topic, such as <c>room:lobby</c>.</param>
    /// <param name="payload">The payload of the join: any object that serializes to JSON, or <c>{}</c> if <see langword="null"/>.</param>
    /// <param name="since">
    /// The position to continue from, such as that of a page or of another client; <see langword="null"/> for a client that is new to the topic.
    /// </param>
    /// <returns>The joined topic.</returns>
    /// <exception cref="WsTestException">The server refused, or did not answer.</exception>
    public async Task<ChannelTestTopic> JoinAsync(string topic, object? payload = null, TopicPosition? since = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        string expected = $"to join {topic}";
        TopicInbox inbox = _wire.Open(topic, payload, since);
        ServerMessage reply = await _wire.JoinAsync(inbox, expected);
        return reply.Status == "ok" ? new ChannelTestTopic(_wire, inbox) : throw _wire.Instead(expected, reply);
    }

    /// <summary>Tries to join a topic, and expects the server to refuse the join.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="reason">The expected reason; <see langword="null"/> accepts any.</param>
    /// <param name="payload">The payload of the join; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The payload of the error.</returns>
    /// <exception cref="WsTestException">The server let the client in, gave another reason, or did not answer.</exception>
    public async Task<ChannelTestPayload> ExpectRefusalAsync(string topic, string? reason = null, object? payload = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        string expected = $"{Refusal.Describe(reason)} to a join of {topic}";
        TopicInbox inbox = _wire.Open(topic, payload);
        ServerMessage reply = await _wire.JoinAsync(inbox, expected);
        _wire.Remove(inbox);
        return Refusal.Is(reply, reason) ? reply.Payload : throw _wire.Instead(expected, reply);
    }

    /// <summary>
    /// Connects again with the same path and request, and rejoins the topics, as real clients do after they have lost their connection. If the
    /// connection is still open, it is reset first.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Each topic that the client is on is joined with the same payload as before, and from the position of the last message that the client has read.
    /// Its <see cref="ChannelTestTopic"/> stays in use: messages that the test has not expected yet come first, and then those that the client missed,
    /// if the topic has <see cref="ChannelTestTopic.Recovered"/>.
    /// </para>
    /// <para>A topic that has ended, such as by <c>phx_close</c>, is not rejoined.</para>
    /// </remarks>
    /// <returns>A task that completes when all topics are joined again.</returns>
    /// <exception cref="WsTestException">The server refused the connection or a join, or did not answer.</exception>
    /// <example>
    /// <code>
    /// await socket.Connection.ResetAsync();
    /// channels.Broadcast("room:lobby", "new_msg", new NewMessage("Are you there?"));
    /// await socket.ReconnectAsync();
    /// await room.ExpectBroadcastAsync("new_msg", new NewMessage("Are you there?"));
    /// </code>
    /// </example>
    public async Task ReconnectAsync()
    {
        WsTestClient former = Connection;
        await former.ResetAsync();
        WsTestClient connection = await _connect();
        connection.Timeout = former.Timeout;
        connection.AnswersControlFrames = former.AnswersControlFrames;
        _wire.Use(connection);
        foreach (TopicInbox inbox in _wire.Joined())
        {
            string expected = $"to join {inbox.Topic} again";
            ServerMessage reply = await _wire.RejoinAsync(inbox, expected);
            if (reply.Status != "ok") throw _wire.Instead(expected, reply);
        }
    }

    /// <summary>Sends a heartbeat, as clients do every 30 seconds, and expects the reply to it.</summary>
    /// <returns>A task that completes when the reply has arrived.</returns>
    /// <exception cref="WsTestException">The reply did not arrive.</exception>
    public Task HeartbeatAsync() => _wire.AskAsync(
        new ClientMessage(null, _wire.NextRef(), ChannelWords.Phoenix, ChannelWords.Heartbeat, _wire.Write(null), IsBinary: false),
        inbox: null,
        "the reply to a heartbeat");

    /// <summary>Drops the connection, if it is still open.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
