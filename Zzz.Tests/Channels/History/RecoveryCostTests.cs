using Xunit;
using Zzz.Channels.History;
using Zzz.Channels.Receiving;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Tests.Channels.History;

/// <summary>A client that recovers costs what the sending of its messages costs: none is written or framed for it.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RecoveryCostTests
{
    private const int Missed = 100;

    [Fact]
    public async Task The_10_000_clients_that_recover_at_once_receive_the_same_frames()
    {
        const int clients = 10_000;
        ChannelCrowd crowd = Crowd();
        TopicPosition start = await MissAsync(crowd, Missed, size: 100);
        WsMessage join = ChannelCrowd.Join(ChannelSerializer.V2, ChannelCrowd.Since(start));
        var first = new SummingTransport();
        await crowd.Connect(ChannelSerializer.V2, first).ReceiveAsync(join);
        PreparedMessage[] frames = [.. Entries(crowd, start).Select(entry => entry.KeptFrame!)];

        // Whatever is written or framed from the history now is wrong.
        foreach (HistoryEntry entry in Entries(crowd, start)) entry.Message.AsSpan().Fill((byte)'?');
        SummingTransport[] others = [.. Enumerable.Range(0, clients).Select(_ => new SummingTransport())];
        ChannelPeer[] peers = [.. others.Select(other => crowd.Connect(ChannelSerializer.V2, other))];
        await Parallel.ForEachAsync(peers, async (peer, _) => await peer.ReceiveAsync(join));
        crowd.AwaitDrained();

        Assert.Equal(Missed, frames.Length);
        Assert.Equal(frames, Entries(crowd, start).Select(entry => entry.KeptFrame));
        Assert.True(first.Bytes > Missed * 100);
        Assert.All(others, other => Assert.Equal((first.Bytes, first.Sum), (other.Bytes, other.Sum)));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(Missed, 10)]
    [InlineData(Missed, 4000)]
    public async Task A_recovery_allocates_nothing_per_message(int missed, int size)
    {
        long none = await AllocatedAsync(missed: 0, size);

        // The reply states the number of messages, and its digits take some bytes in each of its forms.
        Assert.InRange(await AllocatedAsync(missed, size), 0, none + 64);
    }

    [Fact]
    public async Task A_client_that_has_recovered_keeps_no_messages_that_the_history_has_forgotten()
    {
        ChannelCrowd crowd = Crowd(messages: 2);
        TopicPosition start = await MissAsync(crowd, 1, size: 10);
        WeakReference missed = MessageAfter(crowd, start);
        ChannelPeer peer = await crowd.JoinAsync(ChannelSerializer.V2, ChannelCrowd.Since(start));
        await MissAsync(crowd, 3, size: 10);
        crowd.AwaitDrained();
        Assert.Null(crowd.After(start));
        GC.Collect();
        Assert.False(missed.IsAlive);
        GC.KeepAlive(peer);
    }

    private static ChannelCrowd Crowd(int messages = Missed) =>
        new(new ChannelScript { Metadata = [new HistoryAttribute(messages) { MaxBytes = 1 << 20 }] });

    /// <summary>Broadcasts, and returns the position before.</summary>
    private static async Task<TopicPosition> MissAsync(ChannelCrowd crowd, int count, int size)
    {
        TopicPosition before = await crowd.Hub.PositionAsync(ChannelCrowd.Topic);
        for (int i = 0; i < count; i++) crowd.Say(size);
        return before;
    }

    private static List<HistoryEntry> Entries(ChannelCrowd crowd, TopicPosition since)
    {
        var entries = new List<HistoryEntry>();
        for (HistoryEntry? entry = crowd.After(since); entry?.Next is not null; entry = entry.Next) entries.Add(entry);
        return entries;
    }

    private static WeakReference MessageAfter(ChannelCrowd crowd, TopicPosition since) => new(crowd.After(since)!.Message);

    /// <summary>Returns the least that a join allocated.</summary>
    private static async Task<long> AllocatedAsync(int missed, int size)
    {
        ChannelCrowd crowd = Crowd();
        WsMessage join = ChannelCrowd.Join(ChannelSerializer.V2, ChannelCrowd.Since(await MissAsync(crowd, missed, size)));
        ChannelPeer peer = crowd.Connect(ChannelSerializer.V2);
        long least = long.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await peer.ReceiveAsync(join);
            crowd.AwaitDrained();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
