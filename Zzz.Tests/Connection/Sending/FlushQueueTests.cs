using System.Diagnostics;
using Xunit;
using Zzz.Connection.Ports;
using Zzz.Connection.Sending;
using Zzz.Connection.Timing;
using Zzz.Protocol;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Sending;

/// <summary>Frames that no batch takes along wait in their gate, and leave without further calls.</summary>
public class FlushQueueTests
{
    [Fact]
    public async Task A_message_leaves_although_nothing_follows_it()
    {
        var transport = new CountingTransport();
        SendGate gate = Gate(transport);
        Send(gate, [1, 2, 3]);
        await ArrivedAsync(transport, 5);
        gate.TrySend(WsMessageKind.Binary, [1, 2, 3]);
        await ArrivedAsync(transport, 10);
    }

    [Fact]
    public async Task A_gate_whose_transport_throws_ends_alone()
    {
        var failing = new ScriptedTransport { OnSend = Throw, OnEnd = Throw };
        var transport = new CountingTransport();
        SendGate broken = Gate(failing), gate = Gate(transport);
        Send(broken, [1, 2, 3]);
        Send(gate, [1, 2, 3]);
        await ArrivedAsync(transport, 5);
        await Task.Delay(Timeout.Infinite, failing.Closed).ContinueWith(_ => { }, TaskScheduler.Default).Guarded();
        Assert.True(failing.IsAborted);
        Assert.Equal(WsSendResult.Closed, broken.TrySend(WsMessageKind.Binary, [1]));
    }

    [Fact]
    public void Prepared_messages_leave_in_order_with_the_others()
    {
        var transport = new ScriptedTransport();
        SendGate gate = Gate(transport);
        gate.EnterBatch();
        Send(gate, [1]);
        Send(gate, [2]);
        gate.TrySend(WsMessageKind.Binary, [3]);
        Send(gate, [4]);
        gate.SendPong([5]);
        gate.LeaveBatch();
        gate.Flush();
        Assert.Equal([0x82, 1, 1, 0x82, 1, 2, 0x82, 1, 3, 0x82, 1, 4, 0x8A, 1, 5], transport.Sent);
        gate.EnterBatch();
        Send(gate, [6]);
        gate.SendClose(ClosePayload.Empty);
        gate.Flush();
        Assert.Equal([0x82, 1, 6, 0x88, 0], transport.Sent[15..]);
    }

    [Fact]
    public void Many_messages_in_a_row_take_few_writes()
    {
        var transport = new CountingTransport();
        SendGate gate = Gate(transport);
        gate.EnterBatch();
        for (int i = 0; i < 160; i++) Send(gate, [1]);
        gate.LeaveBatch();
        gate.Flush();
        Assert.Equal(160 * 3, transport.Bytes);
        Assert.InRange(transport.Writes, 1, 160 / 10);
    }

    [Fact]
    public void What_waits_is_counted_and_bounded()
    {
        var transport = new ScriptedTransport { Stalls = true };
        SendGate gate = Gate(transport, maxBufferedBytes: 100);
        gate.TrySend(WsMessageKind.Binary, [0]);
        WsSendResult[] results = [.. Enumerable.Range(0, 100).Select(_ => Send(gate, new byte[8]))];
        Assert.Equal(9, results.Count(result => result == WsSendResult.Sent));
        Assert.All(results[9..], result => Assert.Equal(WsSendResult.Dropped, result));
        Assert.Equal(3 + 90, gate.BufferedBytes);
    }

    [Fact]
    public void A_gate_that_shuts_gives_up_what_waits()
    {
        var transport = new ScriptedTransport { Stalls = true };
        SendGate gate = Gate(transport);
        gate.EnterBatch();
        gate.TrySend(WsMessageKind.Binary, [0]);
        gate.Flush();
        var message = PreparedMessage.Of(WsMessageKind.Binary, [1, 2, 3]);
        gate.TrySend(message);
        message.Release();
        Assert.Equal(5, message.Frame.Length);

        gate.Shut();
        Assert.Equal(0, message.Frame.Length);
        Assert.Equal(3, gate.BufferedBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_message_is_ever_forgotten_whoever_sends_and_flushes_at_the_same_time(bool yields)
    {
        const int Threads = 4, Gates = 50, Messages = 3_000;
        CountingTransport[] transports = [.. Enumerable.Range(0, Gates).Select(_ => new CountingTransport(yields))];
        SendGate[] gates = [.. transports.Select(transport => Gate(transport))];
        long[] expected = new long[Gates];

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () => SendMany(new Random(thread)),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Guarded();

        for (int i = 0; i < Gates; i++) await ArrivedAsync(transports[i], expected[i]);
        Assert.All(gates, gate => Assert.Equal(0, gate.BufferedBytes));

        void SendMany(Random random)
        {
            for (int i = 0; i < Messages; i++)
            {
                byte[] payload = new byte[random.Next(50)];
                var message = PreparedMessage.Of(WsMessageKind.Binary, payload);
                int from = random.Next(Gates), to = random.Next(from, Gates);
                for (int gate = from; gate < to; gate++)
                    if (gates[gate].TrySend(message) == WsSendResult.Sent) Interlocked.Add(ref expected[gate], 2 + payload.Length);
                message.Release();
                if (i % 7 == 0 && gates[from].TrySend(WsMessageKind.Binary, payload) == WsSendResult.Sent)
                    Interlocked.Add(ref expected[from], 2 + payload.Length);
            }
        }
    }

    private static void Throw() => throw new InvalidOperationException("on purpose");

    private static WsSendResult Send(SendGate gate, byte[] payload)
    {
        var message = PreparedMessage.Of(WsMessageKind.Binary, payload);
        WsSendResult result = gate.TrySend(message);
        message.Release();
        return result;
    }

    private static async Task ArrivedAsync(CountingTransport transport, long bytes)
    {
        var waited = Stopwatch.StartNew();
        while (transport.Bytes != bytes && waited.Elapsed < Guard.Limit) await Task.Delay(1, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, transport.Bytes);
    }

    private static SendGate Gate(ITransport transport, int maxBufferedBytes = 1024 * 1024) =>
        new(transport, new TimerWheel(TimeProvider.System), new CloseState(), maxBufferedBytes);
}
