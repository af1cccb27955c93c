using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Zzz.Channels;
using Zzz.Connection;
using Zzz.Dispatch;

namespace Zzz.Presence;

/// <summary>
/// What sockets of this node track, and what <see cref="PresenceCluster"/> hears of other nodes. All changes happen under one lock, in which
/// also is queued whom they have to be told to; the telling happens outside it.
/// </summary>
internal sealed class PresenceTracker(PresenceReplica replica, PresenceTeller teller, AppJson json, ILogger<PresenceTracker> logger) : IPresence
{
    /// <summary>The queue of what other nodes have to be told. No topic has an empty name.</summary>
    private const string OtherNodes = "";

    private const int MaxKeyBytes = 1024;

    private readonly Lock _lock = new();
    private readonly SerialQueues _queues = new(logger);
    private readonly Dictionary<ChannelMembership, Dictionary<string, PresenceEntry>> _tracked = [];
    private long _lastRef;

    /// <summary>Carries a message to the other nodes, if there are any.</summary>
    public Action<PresenceMessage>? ToOtherNodes { get; set; }

    public void Track<T>(ChannelSocket socket, string key, T meta) => Set(socket, key, meta, onlyIfTracked: false);

    public void Update<T>(ChannelSocket socket, string key, T meta) => Set(socket, key, meta, onlyIfTracked: true);

    public void Untrack(ChannelSocket socket, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ChannelMembership client = MembershipOf(socket);
        client.OnJoined(() => Act(due =>
        {
            if (_tracked.TryGetValue(client, out Dictionary<string, PresenceEntry>? entries) && entries.Remove(key, out PresenceEntry? entry))
                Change([], [entry.Ref], due);
        }));
    }

    public void PushState(ChannelSocket socket)
    {
        ChannelMembership client = MembershipOf(socket);
        client.OnJoined(() => Act(due => TellState(client, due)));
    }

    public IReadOnlyDictionary<string, IReadOnlyList<T>> List<T>(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        JsonTypeInfo<T> type = json.Current.TypeInfo<T>();
        PresenceEntry[] entries;
        lock (_lock) entries = [.. replica.On(topic)];
        return entries.GroupBy(entry => entry.Key).ToDictionary(
            key => key.Key,
            key => (IReadOnlyList<T>)[.. key.Select(entry => JsonSerializer.Deserialize(entry.Meta, type)!)]);
    }

    /// <summary>Changes or asks the replica; what comes of it is told to clients and nodes.</summary>
    public void Act(Func<PresenceReplica, (PresenceDiff? Diff, PresenceMessage? Message)> act) => Act(due =>
    {
        (PresenceDiff? diff, PresenceMessage? message) = act(replica);
        if (diff is not null) TellDiff(diff, due);
        if (message is not null) TellNodes(message, due);
    });

    private static ChannelMembership MembershipOf(ChannelSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket as ChannelMembership ?? throw new ArgumentException("Only sockets that Zzz gave to a channel can be tracked.", nameof(socket));
    }

    private static byte[] Written<T>(T meta, WsJson json)
    {
        using JsonBuffer buffer = JsonBuffer.Of(meta, json);
        return buffer.Json.ToArray();
    }

    private void Set<T>(ChannelSocket socket, string key, T meta, bool onlyIfTracked)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Encoding.UTF8.GetByteCount(key) > MaxKeyBytes)
            throw new ArgumentException($"A key of presence may be {MaxKeyBytes} bytes long in UTF-8.", nameof(key));
        ChannelMembership client = MembershipOf(socket);
        byte[] written = Written(meta, client.Writer.Client.Json);
        PresenceMeta.ThrowUnlessMeta(written);
        client.OnJoined(() =>
        {
            Act(due => Set(client, key, written, onlyIfTracked, due));
            if (client.IsOver) Forget(client);
        });
    }

    private void Set(ChannelMembership client, string key, byte[] meta, bool onlyIfTracked, List<string> due)
    {
        bool isTracked = _tracked.TryGetValue(client, out Dictionary<string, PresenceEntry>? entries);
        PresenceEntry? previous = null;
        entries?.TryGetValue(key, out previous);
        if (onlyIfTracked && previous is null) return;
        if (!isTracked)
        {
            _tracked.Add(client, entries = []);
            client.OnLeft(() => Forget(client));
            TellState(client, due);
        }

        string reference = $"{replica.Node}.{++_lastRef:x}";
        entries![key] = new PresenceEntry(client.Topic, key, reference, PresenceMeta.Of(meta, reference, previous?.Ref));
        Change([entries[key]], previous is null ? [] : [previous.Ref], due);
    }

    private void Forget(ChannelMembership client) => Act(due =>
    {
        if (_tracked.Remove(client, out Dictionary<string, PresenceEntry>? entries) && entries.Count > 0)
            Change([], [.. entries.Values.Select(entry => entry.Ref)], due);
    });

    private void Change(PresenceEntry[] joins, string[] leaves, List<string> due)
    {
        PresenceMessage message = replica.Change(joins, leaves, out PresenceDiff diff);
        TellDiff(diff, due);
        TellNodes(message, due);
    }

    /// <summary>Does something under the lock, and then whatever it made due.</summary>
    private void Act(Action<List<string>> act)
    {
        List<string> due = [];
        lock (_lock) act(due);
        foreach (string queue in due) _queues.Run(queue);
    }

    private void TellDiff(PresenceDiff diff, List<string> due)
    {
        long since = teller.Now;
        foreach (TopicDiff topic in diff.Topics) Queue(topic.Topic, () => teller.TellAsync(topic, since), due);
    }

    private void TellState(ChannelMembership client, List<string> due)
    {
        PresenceEntry[] state = [.. replica.On(client.Topic)];
        long since = teller.Now;
        Queue(client.Topic, () => teller.TellAsync(client, state, since), due);
    }

    private void TellNodes(PresenceMessage message, List<string> due)
    {
        if (ToOtherNodes is not { } tell) return;
        Queue(OtherNodes, () =>
        {
            tell(message);
            return default;
        }, due);
    }

    private void Queue(string queue, Func<ValueTask> work, List<string> due)
    {
        if (_queues.Add(queue, work)) due.Add(queue);
    }
}
