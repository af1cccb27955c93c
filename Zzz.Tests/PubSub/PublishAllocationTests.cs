using System.Diagnostics;
using System.Diagnostics.Metrics;
using Xunit;
using Zzz.Connection;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Telemetry;
using Zzz.Tests.Connection;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

/// <summary>Publishing to 10,000 subscribers allocates nothing, neither per delivery nor per message.</summary>
[Collection(nameof(AloneCollection))]
public class PublishAllocationTests
{
    private const int Subscribers = 10_000;
    private const int Messages = 32;
    private const int Rounds = 40;

    private static readonly RouteMetrics Metrics = new ConnectionMetrics(new Meter("Zzz")).For("/crowd");

    /// <summary>The smallest object is 24 bytes. One per delivery would be 240,000 per message.</summary>
    private const long HalfAnObjectPerHundredDeliveries = 12 * Subscribers / 100;

    [Theory]
    [InlineData(64, false, 1)]
    [InlineData(64, false, 16)]
    [InlineData(2_000, true, 1)]
    [InlineData(2_000, true, 16)]
    public void Nothing_is_allocated_for_10_000_subscribers(int size, bool compressed, int burst)
    {
        Topics topics = TestTopics.New();
        ServerConnection[] subscribers = [.. Enumerable.Range(0, Subscribers).Select(_ => Connect(topics, compressed))];
        byte[] payload = [.. Enumerable.Range(0, size).Select(i => (byte)('a' + (i * i % 7)))];

        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > HalfAnObjectPerHundredDeliveries; round++)
        {
            long before = GC.GetTotalAllocatedBytes();
            for (int i = 0; i < Messages; i += burst) Publish(topics, subscribers, payload, burst);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes() - before) / Messages);
            TestContext.Current.TestOutputHelper!.WriteLine($"round {round}: {least} bytes per message");
        }

        Assert.True(least <= HalfAnObjectPerHundredDeliveries, $"A message to {Subscribers} subscribers allocated {least} bytes.");
    }

    /// <summary>Publishes, and waits until no data is waiting to be sent.</summary>
    private static void Publish(Topics topics, ServerConnection[] subscribers, byte[] payload, int burst)
    {
        for (int i = 0; i < burst; i++) topics.PublishUtf8("crowd", payload);
        long began = Stopwatch.GetTimestamp();
        foreach (ServerConnection subscriber in subscribers)
        {
            while (subscriber.BufferedBytes > 0)
            {
                if (Stopwatch.GetElapsedTime(began) > Guard.Limit) Assert.Fail($"{subscriber.BufferedBytes} bytes still wait.");
                Thread.Yield();
            }
        }
    }

    private static ServerConnection Connect(Topics topics, bool compressed)
    {
        var request = new ScriptedRequest { Deflate = compressed ? new DeflateParameters(false, 15, false, 15) : null };
        var connection = new ServerConnection(
            new ScriptedSession(),
            new CountingTransport(),
            request,
            TestRoute.New(TimeProvider.System, topics),
            new ConnectionTelemetry(Metrics, TimeProvider.System));
        connection.Subscribe("crowd");
        return connection;
    }
}
