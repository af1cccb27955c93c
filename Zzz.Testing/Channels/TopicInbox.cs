namespace Zzz.Testing.Channels;

/// <summary>
/// A topic that the client has joined or is joining, and the messages on it that the test has not taken yet. Presence messages wait separately, as
/// they are handled separately in real clients.
/// </summary>
internal sealed class TopicInbox(string topic, object? payload)
{
    private readonly Queue<ServerMessage> _events = new();
    private readonly Queue<ServerMessage> _presence = new();

    public string Topic => topic;

    /// <summary>The payload of each join.</summary>
    public object? Payload => payload;

    /// <summary>The ref of the latest join.</summary>
    public required string JoinRef { get; set; }

    /// <summary>The place in the topic's history that the client has reached, from which its next join continues.</summary>
    public TopicPosition? Position { get; set; }

    /// <summary>The reply with which the server let the client in; <see langword="null"/> before that.</summary>
    public ServerMessage? Welcome { get; private set; }

    /// <summary>The keys present according to the presence messages taken so far.</summary>
    public PresentKeys Present { get; } = new();

    /// <summary>The <c>phx_close</c> or <c>phx_error</c>, once it has arrived.</summary>
    public ServerMessage? End { get; private set; }

    public bool IsFor(ServerMessage message) => message.Topic == topic && (message.JoinRef ?? JoinRef) == JoinRef;

    /// <summary>Notes the reply to the latest join.</summary>
    public void Joined(ServerMessage reply)
    {
        if (reply.Status != "ok") return;
        Welcome = reply;
        Position = reply.At;
    }

    public void Add(ServerMessage message)
    {
        if (message.IsEnd) End = message;
        if (message.At is { } gap) Position = gap;
        if (message.Offset is { } offset && Position is { } position) Position = position with { Offset = offset };
        (message.IsPresence ? _presence : _events).Enqueue(message);
    }

    public ServerMessage? TakeEvent() => _events.TryDequeue(out ServerMessage? message) ? message : null;

    public ServerMessage? TakePresence()
    {
        if (!_presence.TryDequeue(out ServerMessage? message)) return null;
        Present.Apply(message);
        return message;
    }
}
