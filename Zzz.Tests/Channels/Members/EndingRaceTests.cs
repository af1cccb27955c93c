using System.Collections.Concurrent;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Members;

/// <summary>A topic ends only once, even if several things end it at the same time.</summary>
public class EndingRaceTests
{
    private const int Clients = 120;

    [Fact]
    public async Task Topics_that_end_in_several_ways_at_once_end_once()
    {
        var sockets = new ConcurrentQueue<ChannelSocket>();
        var room = new ChannelScript
        {
            Joins = (socket, _) =>
            {
                sockets.Enqueue(socket);
                return new(JoinResult.Ok());
            },
        };
        room.On("crash", (_, _) => throw new InvalidOperationException("on purpose"));
        room.OnAsync("crash later", async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => Task.Run(() => EndAsync(app, sockets, new Random(seed))))).Guarded();
        await app.StopAsync();

        string[] calls = [.. room.Rest()];
        int joins = calls.Count(call => call == "join room:1");
        Assert.True(joins >= Clients);
        Assert.Equal((joins, joins), (calls.Count(call => call == "leave room:1"), calls.Count(call => call == "dispose")));
        Assert.Equal(0, app.Hub.TopicCount);
    }

    private static async Task EndAsync(ChannelApp app, ConcurrentQueue<ChannelSocket> sockets, Random random)
    {
        ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        sockets.TryDequeue(out ChannelSocket? any);
        Task closing = Task.Run(() => any?.Close());
        string[] ends = ["phx_leave", "crash", "crash later", "phx_join"];
        for (int i = random.Next(4); i > 0; i--) await peer.SendAsync(null, "2", "room:1", ends[random.Next(ends.Length)]);
        if (random.Next(2) == 0) peer.Raw.Reset();
        else peer.Dispose();
        await closing;
    }
}
