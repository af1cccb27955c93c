using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Json;
using Zzz.Presence.Replicas;
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
    }

    /// <summary>The other nodes; <see langword="null"/> if there are none.</summary>
    public PresenceCluster? Others
    {
        get;
        set
        {
            field = value;
            lock (_lock) _replica.Own = value is null ? null : new OwnPresence();
            _news.WhenReady = value is null ? null : value.ReadyAsync;
        }
    }

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
                    Change(client.Topic, [], [entry.Ref]);
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

    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<T>>> ListAsync<T>(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        _ = _json.Current.TypeInfo<T>(); // throws before other nodes are asked
        if (Others is not null) await Others.KnownAsync(topic);
        return List<T>(topic);
    }

    public async ValueTask<int> CountAsync(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (Others is not null) await Others.KnownAsync(topic);
        lock (_lock) return _replica.On(topic).Select(entry => entry.Key).Distinct().Count();
    }

    /// <summary>Runs an operation on the replica, and queues the differences for clients.</summary>
    public T Act<T>(Func<PresenceReplica, PresenceDiff, T> act)
    {
        lock (_lock)
        {
            var diff = new PresenceDiff();
            T result = act(_replica, diff);
            Tell(diff);
            return result;
        }
    }

    /// <inheritdoc cref="Act{T}"/>
    public void Act(Action<PresenceReplica, PresenceDiff> act) => Act((replica, diff) =>
    {
        act(replica, diff);
        return true;
    });

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
        Change(client.Topic, [entries[key]], previous is null ? [] : [previous.Ref]);
    }

    private void Forget(ChannelMembership client)
    {
        lock (_lock)
        {
            _news.Forget(client);
            if (!_tracked.Remove(client, out Dictionary<string, PresenceEntry>? entries) || entries.Count == 0) return;
            if (_replica.Own is not { IsLingering: true }) Change(client.Topic, [], [.. entries.Values.Select(entry => entry.Ref)]);
        }
    }

    private void Change(string topic, PresenceEntry[] joins, string[] leaves)
    {
        var diff = new PresenceDiff();
        OwnTopic? own = _replica.Change(topic, joins, leaves, diff);
        Tell(diff);
        if (own is not null) Others!.Outbox.SendSoon(own);
    }

    private void Tell(PresenceDiff diff)
    {
        foreach (TopicDiff topic in diff.Topics) _news.Add(topic);
    }
}
