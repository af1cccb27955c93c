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

    internal ChannelTestClient(ChannelWire wire) => _wire = wire;

    /// <summary>
    /// The connection. Use it to close or reset the connection, or to expect a close from the server. Messages never arrive here; they go to the
    /// topics.
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
    /// <returns>The joined topic.</returns>
    /// <exception cref="WsTestException">The server refused, or did not answer.</exception>
    public async Task<ChannelTestTopic> JoinAsync(string topic, object? payload = null)
    {
        string expected = $"to join {topic}";
        (TopicInbox inbox, ServerMessage reply) = await AskAsync(topic, payload, expected);
        return reply.Status == "ok" ? new ChannelTestTopic(_wire, inbox, reply.Payload) : throw _wire.Instead(expected, reply);
    }

    /// <summary>Tries to join a topic, and expects the server to refuse the join.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="reason">The expected reason; <see langword="null"/> accepts any.</param>
    /// <param name="payload">The payload of the join; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The payload of the error.</returns>
    /// <exception cref="WsTestException">The server let the client in, gave another reason, or did not answer.</exception>
    public async Task<ChannelTestPayload> ExpectRefusalAsync(string topic, string? reason = null, object? payload = null)
    {
        string expected = $"{Refusal.Describe(reason)} to a join of {topic}";
        (TopicInbox inbox, ServerMessage reply) = await AskAsync(topic, payload, expected);
        _wire.Remove(inbox);
        return Refusal.Is(reply, reason) ? reply.Payload : throw _wire.Instead(expected, reply);
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

    private async Task<(TopicInbox Inbox, ServerMessage Reply)> AskAsync(string topic, object? payload, string expected)
    {
        ArgumentNullException.ThrowIfNull(topic);
        TopicInbox inbox = _wire.Open(topic);
        var join = new ClientMessage(inbox.JoinRef, inbox.JoinRef, topic, ChannelWords.Join, _wire.Write(payload), IsBinary: false);
        return (inbox, await _wire.AskAsync(join, inbox, expected));
    }
}
