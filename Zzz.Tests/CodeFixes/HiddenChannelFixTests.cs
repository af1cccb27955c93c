using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class HiddenChannelFixTests
{
    private const string Channels =
        """
        [Channel("room:*")] public class Room;
        [Channel("room:lobby")] public class Lobby;
        [Channel("game:*")] public class Game;

        """;

    [Theory]
    [InlineData("typeof(Room), typeof(Lobby), typeof(Game)", "typeof(Lobby), typeof(Room), typeof(Game)")]
    [InlineData("typeof(Game), typeof(Room),\n    typeof(Lobby)", "typeof(Game), typeof(Lobby),\n    typeof(Room)")]
    [InlineData("typeof(Room), typeof(Game), typeof(Lobby)", "typeof(Lobby), typeof(Room), typeof(Game)")]
    public Task The_channel_is_named_before_the_one_that_hides_it(string before, string after) =>
        Fixing.Turns(new HiddenChannelFix(), Socket(before), Socket(after));

    [Theory]
    [InlineData("typeof(Room), typeof(Room)")]
    [InlineData("new[] { typeof(Room), typeof(Lobby) }")]
    public Task Nothing_else_is_moved(string channels) => Fixing.IsNotOffered(new HiddenChannelFix(), Socket(channels));

    private static string Socket(string channels) => $"{Channels}[ChannelRoute(\"/socket\", {channels})] public class Socket;";
}
