using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Zzz.Testing.Channels;

/// <summary>
/// The connection of a channel client, or one after another. Numbers outgoing messages, and passes incoming ones to the topics and pushes that are
/// waiting for them.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its semaphore has nothing to dispose of.")]
internal sealed class ChannelWire
{
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly ClientForm _form;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly List<TopicInbox> _inboxes = [];
    private readonly Dictionary<string, ServerMessage> _replies = [];
    private int _lastRef;

    public ChannelWire(WsTestClient connection, ClientForm form)
    {
        _form = form;
        Use(connection);
    }

    public WsTestClient Connection { get; private set; }

    public JsonSerializerOptions Json { get; set; } = JsonSerializerOptions.Web;

    public string NextRef() => Interlocked.Increment(ref _lastRef).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads and writes a connection from now on, instead of the former one.</summary>
    [MemberNotNull(nameof(Connection))]
    public void Use(WsTestClient connection)
    {
        Connection = connection;
        connection.Sorter = Sort;
    }

    public TopicInbox Open(string topic, object? payload, TopicPosition? since = null)
    {
        var inbox = new TopicInbox(topic, payload) { JoinRef = NextRef(), Position = since };
        lock (_lock) _inboxes.Add(inbox);
        return inbox;
    }

    public void Remove(TopicInbox inbox)
    {
        lock (_lock) _inboxes.Remove(inbox);
    }

    /// <summary>The topics that the client is on, as far as it knows.</summary>
    public TopicInbox[] Joined()
    {
        lock (_lock) return [.. _inboxes.Where(inbox => inbox is { Welcome: not null, End: null })];
    }

    /// <summary>Sends a join, and waits for the reply.</summary>
    public Task<ServerMessage> JoinAsync(TopicInbox inbox, string expected)
    {
        byte[] recovery = JsonSerializer.SerializeToUtf8Bytes(inbox.Position is { } at ? new { id = _id, at } : (object)new { id = _id });
        var join = new ClientMessage(inbox.JoinRef, inbox.JoinRef, inbox.Topic, ChannelWords.Join, Write(inbox.Payload), IsBinary: false);
        return AskAsync(join with { Recovery = recovery }, inbox, expected);
    }

    /// <summary>Joins a topic on a new connection, from the position that the client had reached on the former one.</summary>
    public Task<ServerMessage> RejoinAsync(TopicInbox inbox, string expected)
    {
        lock (_lock) inbox.JoinRef = NextRef();
        return JoinAsync(inbox, expected);
    }

    /// <summary>Writes a payload as JSON; <see langword="null"/> becomes an empty object.</summary>
    public byte[] Write(object? payload) => payload is null ? [.. "{}"u8] : JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), Json);

    public Task SendAsync(ClientMessage message) => Connection.SendAsync(_form.Write(message));

    /// <summary>Sends a message that has a ref, and waits for the reply to it, or for the end of the topic.</summary>
    public async Task<ServerMessage> AskAsync(ClientMessage message, TopicInbox? inbox, string expected)
    {
        bool wasOver = inbox?.End is not null;
        await SendAsync(message);
        ServerMessage answer = await TakeAsync(() => TakeReply(message.Ref!) ?? (wasOver ? null : inbox?.End), expected);
        return answer.IsReply ? answer : throw Instead(expected, answer);
    }

    /// <summary>Reads until there is a message to take. Any number of callers may wait at the same time.</summary>
    public async Task<ServerMessage> TakeAsync(Func<ServerMessage?> take, string expected)
    {
        while (true)
        {
            if (Try(take) is { } found) return found;
            using IDisposable turn = await ReadingAsync(expected);
            if (Try(take) is { } came) return came; // another caller has read it
            await Connection.SortNextAsync(expected);
        }
    }

    /// <summary>Expects that everything sent so far has been handled, and that no message has arrived for this topic.</summary>
    public async Task ExpectNothingAsync(TopicInbox inbox)
    {
        string expected = $"nothing on {inbox.Topic}";
        using (await ReadingAsync(expected)) await Connection.ExpectNothingAsync();
        if (Try(inbox.TakeEvent) is { } message) throw Instead(expected, message);
    }

    public WsTestException Instead(string expected, ServerMessage message) => Connection.Failure($"Expected {expected}, but got {message.Describe()}");

    private ServerMessage? Try(Func<ServerMessage?> take)
    {
        lock (_lock) return take();
    }

    private ServerMessage? TakeReply(string reference) => _replies.Remove(reference, out ServerMessage? reply) ? reply : null;

    private void Sort(WsTestFrame frame)
    {
        ServerMessage message = _form.Read(frame);
        message.Payload.Options = Json;
        lock (_lock)
        {
            if (message is { IsReply: true, Ref: { } reference })
            {
                _inboxes.Find(inbox => inbox.JoinRef == reference)?.Joined(message);
                _replies[reference] = message;
            }
            else
            {
                _inboxes.FindLast(inbox => inbox.IsFor(message))?.Add(message); // the last one, because a message without a join_ref is for the newest join
            }
        }
    }

    private async Task<IDisposable> ReadingAsync(string expected)
    {
        if (await _reading.WaitAsync(Connection.Timeout)) return new Turn(_reading);
        throw Connection.Failure($"Expected {expected}, but nothing came within {Connection.Timeout.TotalSeconds:0.#} s");
    }

    private sealed class Turn(SemaphoreSlim reading) : IDisposable
    {
        public void Dispose() => reading.Release();
    }
}
