using Xunit;

namespace Zzz.Tests.Generators.Emitting;

/// <summary>The session of a channel socket, and how it is mapped.</summary>
public class SocketEmitterTests
{
    private const string Channels =
        """
        [Channel("room:*")] public sealed class RoomChannel;
        public static class Games { [Channel("game")] internal sealed class GameChannel; }
        """;

    [Fact]
    public void Every_callback() => Snapshot.Matches(this, GeneratorRun.Over(
        Channels,
        """
        using Microsoft.AspNetCore.Mvc;

        namespace Chat;

        [ChannelRoute("/socket/{tenant}", typeof(RoomChannel))]
        public sealed class UserSocket(TimeProvider clock) : IDisposable
        {
            public bool OnUpgrade([FromQuery] string? token) => token is not null;
            public void OnOpen(WsConnection ws, string tenant) => ws.Assign("since", clock.GetUtcNow());
            public static Task OnPing(ReadOnlyMemory<byte> payload) => Task.CompletedTask;
            public void OnPong() { }
            public bool OnError(Exception exception) => false;
            public ValueTask OnClose(WsCloseCode code, string reason) => default;
            public string? Id(WsConnection ws, string tenant) => tenant + ws.User.Identity?.Name;
            public void Dispose() { }
        }
        """).Sessions.Where(file => file.Key.Contains("Socket", StringComparison.Ordinal)).ToDictionary());

    [Fact]
    public void Sockets_are_mapped_beside_controllers() => Snapshot.Matches(this, GeneratorRun.Over(
        Channels,
        """
        using Microsoft.AspNetCore.Authorization;

        [ChannelRoute("/one", typeof(RoomChannel)), Authorize]
        public sealed class OneSocket
        {
            public static void Configure(WsOptions options) => options.Channels.MaxTopicsPerConnection = 5;
        }

        [ChannelRoute("/two", typeof(RoomChannel), typeof(Games.GameChannel))] public sealed class TwoSocket;
        [ChannelRoute("/none")] public sealed class NoneSocket;
        [WsRoute("/ws")] public sealed class PlainController;
        """).Endpoints);

    [Fact]
    public void A_channel_with_a_mistake_is_not_mapped()
    {
        GeneratorRun run = GeneratorRun.Over(
            Channels,
            """
            [Channel("wrong:*:*")] public sealed class WrongChannel;
            [ChannelRoute("/socket", typeof(WrongChannel), typeof(RoomChannel))] public sealed class UserSocket;
            """);

        Assert.DoesNotContain("WrongChannel", run.Endpoints.Values.Single(), StringComparison.Ordinal);
        Assert.Contains("RoomChannelInstance.Definition", run.Endpoints.Values.Single(), StringComparison.Ordinal);
    }
}
