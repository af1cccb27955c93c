using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class NoChannelFixTests
{
    [Theory]
    [InlineData("RoomChannel", "room:*")]
    [InlineData("ChatRooms", "chat_rooms:*")]
    [InlineData("Channel", "channel:*")]
    public Task The_class_is_marked_with_the_topics_that_its_name_suggests(string name, string topic) => Fixing.Turns(
        new NoChannelFix(), Source(name, ""), Source(name, $"[Channel(\"{topic}\")]\n"));

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new NoChannelFix(),
        [
            ("""[ChannelRoute("/a", typeof(A), typeof(B))] public class S;""", """[ChannelRoute("/a", typeof(A), typeof(B))] public class S;"""),
            ("public class A;", "[Channel(\"a:*\")]\npublic class A;"),
            ("public class B;", "[Channel(\"b:*\")]\npublic class B;"),
        ]);

    [Theory]
    [InlineData("typeof(S)", "")]
    [InlineData("typeof(string)", "")]
    [InlineData("typeof(I)", "public interface I;")]
    [InlineData("typeof(B)", "public abstract class B;")]
    [InlineData("typeof(G<int>)", "public class G<T>;")]
    public Task What_can_be_no_channel_is_not_marked(string type, string types) =>
        Fixing.IsNotOffered(new NoChannelFix(), $"""[ChannelRoute("/socket", {type})] public class S; {types}""");

    private static string Source(string name, string mark) =>
        $$"""
        {{mark}}public class {{name}}
        {
            public void OnJoin(ChannelSocket socket) => socket.Close();
        }

        [ChannelRoute("/socket", typeof({{name}}))]
        public class Socket;
        """;
}
