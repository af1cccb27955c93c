using Xunit;
using Zzz.Presence;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Presence;

public class NodeNewsTests
{
    [Fact]
    public async Task Too_many_messages_become_one_that_carries_everything()
    {
        var gate = new Lock();
        var replica = new PresenceReplica("a");
        var goOn = new ManualResetEventSlim();
        List<PresenceMessage> told = [];
        var news = new NodeNews(gate, replica)
        {
            Tell = message =>
            {
                goOn.Wait(Guard.Limit);
                told.Add(message);
            },
        };
        lock (gate)
        {
            for (int i = 0; i < 5000; i++) news.Add(replica.Change([new PresenceEntry("room", "ann", $"a.{i}", [])], [], out _));
        }

        goOn.Set();
        await news.ToldAsync().WaitAsync(Guard.Limit, TestContext.Current.CancellationToken);
        Assert.InRange(told.Count, 1, 1100);
        var other = new PresenceReplica("b");
        foreach (PresenceMessage message in told) other.Receive(message, out _);
        Assert.Equal(5000, other.On("room").Count);
    }
}
