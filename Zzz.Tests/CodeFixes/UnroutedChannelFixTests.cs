using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class UnroutedChannelFixTests
{
    private const string Channels =
        """
        namespace Chat
        {
            [Channel("room:*")] public class Room;
            [Channel("game:*")] public class Game;
        }

        """;

    [Fact]
    public Task The_socket_names_the_channel() =>
        Fixing.Turns(new UnroutedChannelFix(), Channels + Socket("typeof(Chat.Game)"), Channels + Socket("typeof(Chat.Game), typeof(Chat.Room)"));

    [Fact]
    public Task A_socket_without_channels_gets_its_first() => Fixing.Turns(
        new UnroutedChannelFix(),
        """namespace Chat; [Channel("room:*")] public class Room; public static class All { [ChannelRoute("/socket")] public class Socket; }""",
        """namespace Chat; [Channel("room:*")] public class Room; public static class All { [ChannelRoute("/socket", typeof(Room))] public class Socket; }""");

    [Fact]
    public Task A_socket_of_another_file_names_it() => Fixing.TurnsAll(
        new UnroutedChannelFix(),
        [
            ("""namespace Chat; [Channel("room:*")] public class Room;""", """namespace Chat; [Channel("room:*")] public class Room;"""),
            ("""[ChannelRoute("/socket")] public class Socket;""", """[ChannelRoute("/socket", typeof(Chat.Room))] public class Socket;"""),
        ]);

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new UnroutedChannelFix(),
        [
            ("""[Channel("a:*")] public class A;""", """[Channel("a:*")] public class A;"""),
            ("""[Channel("b:*")] public class B;""", """[Channel("b:*")] public class B;"""),
            ("""[ChannelRoute("/socket")] public class Socket;""", """[ChannelRoute("/socket", typeof(A), typeof(B))] public class Socket;"""),
        ]);

    [Theory]
    [InlineData("")]
    [InlineData("""[Channel("game:*")] public class Game; [ChannelRoute("/a", new[] { typeof(Game) })] public class A;""")]
    [InlineData("""[ChannelRoute("/a")] public class A; [ChannelRoute("/b")] public class B;""")]
    public Task Where_no_one_place_is_for_it_nothing_is_offered(string sockets) =>
        Fixing.IsNotOffered(new UnroutedChannelFix(), $"""[Channel("room:*")] public class Room; {sockets}""");

    private static string Socket(string channels) => $"[ChannelRoute(\"/socket\", {channels})] public class Socket;";
}
