namespace Zzz.Testing.Channels;

/// <summary>
/// The messages for one join of a topic that the test has not taken yet. Presence messages wait separately, as they are handled separately in real
/// clients.
/// </summary>
internal sealed class TopicInbox(string topic, string joinRef)
{
    private readonly Queue<ServerMessage> _events = new();
    private readonly Queue<ServerMessage> _presence = new();

    public string Topic => topic;

    public string JoinRef => joinRef;

    /// <summary>The keys present according to the presence messages taken so far.</summary>
    public PresentKeys Present { get; } = new();

    /// <summary>The <c>phx_close</c> or <c>phx_error</c>, once it has arrived.</summary>
    public ServerMessage? End { get; private set; }

    public bool IsFor(ServerMessage message) => message.Topic == topic && (message.JoinRef ?? joinRef) == joinRef;

    public void Add(ServerMessage message)
    {
        if (message.IsEnd) End = message;
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
