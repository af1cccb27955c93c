using System.Text.Json;
using Zzz.Testing.Channels;

namespace Zzz;

/// <summary>
/// A client of channels: one connection, and what is joined over it. What comes is sorted to its topics, where it waits until a test expects
/// it, so that the tests of one topic do not see another's.
/// </summary>
/// <remarks>
/// Each wait ends after the <see cref="WsTestClient.Timeout"/> of its <see cref="Connection"/> with a <see cref="WsTestException"/> that says
/// what was expected and what came instead. Several waits may be under way at the same time, such as one for a reply that comes late.
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
    /// The connection, to close, to reset, or to expect that the server does. Messages never come here: they are those of the topics.
    /// </summary>
    public WsTestClient Connection => _wire.Connection;

    /// <summary>How payloads are written and read as JSON; the web defaults.</summary>
    public JsonSerializerOptions Json
    {
        get => _wire.Json;
        set => _wire.Json = value;
    }

    /// <summary>Joins a topic. If it is joined already, the server ends the earlier join.</summary>
    /// <param name="topic">The topic, such as <c>room:lobby</c>.</param>
    /// <param name="payload">What the join carries, of any type that JSON can be made of; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>The topic, joined.</returns>
    /// <exception cref="WsTestException">The server refused, or did not answer.</exception>
    public async Task<ChannelTestTopic> JoinAsync(string topic, object? payload = null)
    {
        string expected = $"to join {topic}";
        (TopicInbox inbox, ServerMessage reply) = await AskAsync(topic, payload, expected);
        return reply.Status == "ok" ? new ChannelTestTopic(_wire, inbox, reply.Payload) : throw _wire.Instead(expected, reply);
    }

    /// <summary>Tries to join a topic, which the server refuses.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="reason">The reason that it gives; <see langword="null"/> for anything.</param>
    /// <param name="payload">What the join carries; <c>{}</c> if <see langword="null"/>.</param>
    /// <returns>What the error carries.</returns>
    /// <exception cref="WsTestException">The server let the client in, gave another reason, or did not answer.</exception>
    public async Task<ChannelTestPayload> ExpectRefusalAsync(string topic, string? reason = null, object? payload = null)
    {
        string expected = $"{Refusal.Describe(reason)} to a join of {topic}";
        (TopicInbox inbox, ServerMessage reply) = await AskAsync(topic, payload, expected);
        _wire.Remove(inbox);
        return Refusal.Is(reply, reason) ? reply.Payload : throw _wire.Instead(expected, reply);
    }

    /// <summary>Sends a heartbeat, as clients do every 30 seconds, and gets its reply.</summary>
    /// <returns>A task that completes when that has come.</returns>
    /// <exception cref="WsTestException">It did not.</exception>
    public Task HeartbeatAsync() => _wire.AskAsync(
        new ClientMessage(null, _wire.NextRef(), ChannelWords.Phoenix, ChannelWords.Heartbeat, _wire.Write(null), IsBinary: false),
        inbox: null,
        "the reply to a heartbeat");

    /// <summary>Drops the connection if it is still open.</summary>
    /// <returns>A task that has completed.</returns>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task<(TopicInbox Inbox, ServerMessage Reply)> AskAsync(string topic, object? payload, string expected)
    {
        ArgumentNullException.ThrowIfNull(topic);
        TopicInbox inbox = _wire.Open(topic);
        var join = new ClientMessage(inbox.JoinRef, inbox.JoinRef, topic, ChannelWords.Join, _wire.Write(payload), IsBinary: false);
        return (inbox, await _wire.AskAsync(join, inbox, expected));
    }
}
