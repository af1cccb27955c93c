using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Closing;

/// <summary>Several ends at once: <c>OnClose</c> is still called only once.</summary>
public class RacingEndsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task OnClose_is_called_once_whoever_ends_the_connection(int seed)
    {
        var calls = new Calls();
        var handles = new Handles();
        await using TestApp app = await TestApp.StartAsync(
            options => options.CloseTimeout = TimeSpan.FromMilliseconds(300),
            builder => builder.Services.AddSingleton(calls).AddSingleton(handles));
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/handle");
            WsConnection ws = await handles.NextAsync();
            Action[] ends = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnEnd(random.Next(7), peer, ws))];
            await Task.WhenAll(ends.Select(end => Task.Run(end, TestContext.Current.CancellationToken))).Guarded();
            peer.Dispose();

            Assert.EndsWith(" Closed", await calls.NextAsync());
        }

        await app.StopAsync();
        Assert.False(calls.Any);
    }

    private static Action AnEnd(int number, RawPeer peer, WsConnection ws) => number switch
    {
        0 => () => ws.Close(),
        1 => ws.Abort,
        2 => () => Quietly(() => peer.Socket.Send(ClientFrame.Close(1000))),
        3 => () => Quietly(() => peer.Socket.Send([0xFF, 0xFF])),
        4 => () => Quietly(peer.FinishSending),
        5 => () => Quietly(peer.Reset),
        _ => () => Quietly(() => peer.Socket.Send([.. ClientFrame.Text("x"), .. ClientFrame.Close(1000), .. ClientFrame.Text("y")])),
    };

    /// <summary>Ignores the failure of an action because another end came first.</summary>
    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
        }
    }
}
