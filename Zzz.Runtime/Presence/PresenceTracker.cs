using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Json;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>
/// Holds the entries that sockets on this node track, and applies those that <see cref="PresenceCluster"/> receives. All changes happen under one
/// lock, which also puts the notifications in order; the thread pool sends them.
/// </summary>
internal sealed class PresenceTracker : IPresence
{
    private const int MaxKeyBytes = 1024;

    private readonly Lock _lock = new();
    private readonly PresenceReplica _replica;
    private readonly AppJson _json;
    private readonly PresenceNews _news;
    private readonly Dictionary<ChannelMembership, Dictionary<string, PresenceEntry>> _tracked = [];
    private long _lastRef;

    public PresenceTracker(PresenceReplica replica, PresenceTeller teller, AppJson json, ILogger<PresenceTracker> logger)
    {
        _replica = replica;
        _json = json;
        _news = new PresenceNews(_lock, replica, teller, GuardedLogger.Of(logger));
        OtherNodes = new NodeNews(_lock, replica);
    }

    /// <summary>The messages for the other nodes.</summary>
    public NodeNews OtherNodes { get; }

    public void Track<T>(ChannelSocket socket, string key, T meta) => Set(socket, key, meta, onlyIfTracked: false);

    public void Update<T>(ChannelSocket socket, string key, T meta) => Set(socket, key, meta, onlyIfTracked: true);

    public void Untrack(ChannelSocket socket, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ChannelMembership client = MembershipOf(socket);
        client.OnJoined(() =>
        {
            lock (_lock)
            {
                if (_tracked.TryGetValue(client, out Dictionary<string, PresenceEntry>? entries) && entries.Remove(key, out PresenceEntry? entry))
                    Change([], [entry.Ref]);
            }
        });
    }

    public void PushState(ChannelSocket socket)
    {
        ChannelMembership client = MembershipOf(socket);
        client.OnJoined(() =>
        {
            lock (_lock) _news.Ask(client);
        });
    }

    public IReadOnlyDictionary<string, IReadOnlyList<T>> List<T>(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        JsonTypeInfo<T> type = _json.Current.TypeInfo<T>();
        PresenceEntry[] entries;
        lock (_lock) entries = [.. _replica.On(topic)];
        return entries.GroupBy(entry => entry.Key).ToDictionary(
            key => key.Key,
            key => (IReadOnlyList<T>)[.. key.Select(entry => JsonSerializer.Deserialize(entry.Meta, type)!)]);
    }

    /// <summary>Runs an operation on the replica, and queues the result for clients and other nodes.</summary>
    public void Act(Func<PresenceReplica, (PresenceDiff? Diff, PresenceMessage? Message)> act)
    {
        lock (_lock)
        {
            (PresenceDiff? diff, PresenceMessage? message) = act(_replica);
            if (diff is not null) Tell(diff);
            if (message is not null) OtherNodes.Add(message);
        }
    }

    private static ChannelMembership MembershipOf(ChannelSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket as ChannelMembership ?? throw new ArgumentException("Only a socket that Zzz passed to a channel can be tracked.", nameof(socket));
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
            throw new ArgumentException($"A presence key is limited to {MaxKeyBytes} bytes in UTF-8.", nameof(key));
        ChannelMembership client = MembershipOf(socket);
        byte[] written = Written(meta, client.Writer.Client.Json);
        PresenceMeta.ThrowUnlessMeta(written);
        client.OnJoined(() =>
        {
            lock (_lock) Set(client, key, written, onlyIfTracked);
            if (client.IsOver) Forget(client);
        });
    }

    private void Set(ChannelMembership client, string key, byte[] meta, bool onlyIfTracked)
    {
        bool isTracked = _tracked.TryGetValue(client, out Dictionary<string, PresenceEntry>? entries);
        PresenceEntry? previous = null;
        entries?.TryGetValue(key, out previous);
        if (onlyIfTracked && previous is null) return;
        if (!isTracked)
        {
            _tracked.Add(client, entries = []);
            client.OnLeft(() => Forget(client));
            _news.Ask(client);
        }

        string reference = $"{_replica.Node}.{++_lastRef:x}";
        entries![key] = new PresenceEntry(client.Topic, key, reference, PresenceMeta.Of(meta, reference, previous?.Ref));
        Change([entries[key]], previous is null ? [] : [previous.Ref]);
    }

    private void Forget(ChannelMembership client)
    {
        lock (_lock)
        {
            _news.Forget(client);
            if (_tracked.Remove(client, out Dictionary<string, PresenceEntry>? entries) && entries.Count > 0)
                Change([], [.. entries.Values.Select(entry => entry.Ref)]);
        }
    }

    private void Change(PresenceEntry[] joins, string[] leaves)
    {
        PresenceMessage message = _replica.Change(joins, leaves, out PresenceDiff diff);
        Tell(diff);
        OtherNodes.Add(message);
    }

    private void Tell(PresenceDiff diff)
    {
        foreach (TopicDiff topic in diff.Topics) _news.Add(topic);
    }
}
