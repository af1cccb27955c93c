using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>Tests the metrics for the methods of channels.</summary>
public class ChannelMetricsTests
{
    [Fact]
    public async Task A_method_that_throws_is_counted_with_what_it_threw()
    {
        var room = new ChannelScript
        {
            Joins = (socket, _) => socket.Topic == "room:bad" ? throw new NotSupportedException() : new(JoinResult.Ok()),
            Leaves = socket => socket.Topic == "room:2" ? throw new FormatException() : default,
        };
        room.On("crash", (_, _) => throw new InvalidOperationException());
        room.OnAsync("crash later", async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using var meter = new MeterRecorder(app.Services);
        using ChannelTestPeer peer = await app.ConnectAsync("V2");

        await peer.SendAsync("1", "1", "room:bad", "phx_join");
        await peer.ExpectErrorAsync("1", "1", "room:bad", "join crashed");
        await FailuresAsync(1, "OnJoin", "System.NotSupportedException");

        foreach (string eventName in (string[])["crash", "crash later"])
        {
            await peer.JoinAsync("room:1");
            await peer.SendAsync("1", "2", "room:1", eventName);
            await peer.ExpectAsync("1", "1", "room:1", "phx_error");
        }

        await FailuresAsync(2, "On", "System.InvalidOperationException");

        await peer.JoinAsync("room:2");
        await peer.SendAsync("1", "2", "room:2", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:2");
        await FailuresAsync(1, "OnLeave", "System.FormatException");
        Assert.Equal(4, meter.Values("zzz.handler.failures").Sum());

        Task FailuresAsync(int count, string method, string type) => meter.ReachesAsync(
            count, "zzz.handler.failures", "zzz.route=/socket/websocket", $"zzz.handler={method}", $"error.type={type}");
    }

    [Fact]
    public async Task What_a_method_does_not_take_is_no_failure_of_it()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript().On("add", (_, message) => message.Json<Operands>()));
        using var meter = new MeterRecorder(app.Services);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "add", "[]");
        await peer.ExpectErrorAsync("1", "2", "room:1", "invalid payload");
        Assert.Empty(meter.Values("zzz.handler.failures"));
    }
}
