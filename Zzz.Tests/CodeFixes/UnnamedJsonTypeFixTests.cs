using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class UnnamedJsonTypeFixTests
{
    private const string Controller =
        """
        using System.Text.Json.Serialization;

        namespace Games;

        [WsRoute("/ws/game")]
        public class GameController
        {
            public void OnMessage(Move move) => Console.WriteLine(move);
        }

        public record Move(string Field);
        public record Place(string Name);


        """;

    [Theory]
    [InlineData("""[On("e")] public void E(Move move) => Console.WriteLine(move);""")]
    [InlineData("""[On("e")] public void E(ChannelSocket socket) => socket.Push("e", new Move());""")]
    public Task The_context_names_what_a_channel_takes_or_sends(string member)
    {
        string source =
            $$"""
            using System.Text.Json.Serialization;

            [Channel("c")] public class C { {{member}} }
            [ChannelRoute("/s", typeof(C))] public class S;

            public record Move;


            """;
        return Fixing.Turns(
            new UnnamedJsonTypeFix(),
            source + "internal partial class Json : JsonSerializerContext;",
            source + "[JsonSerializable(typeof(Move))]\ninternal partial class Json : JsonSerializerContext;");
    }

    [Fact]
    public Task The_context_names_the_type() => Fixing.Turns(
        new UnnamedJsonTypeFix(),
        Controller +
        """
        [JsonSerializable(typeof(Place))]
        internal partial class GameJson : JsonSerializerContext;
        """,
        Controller +
        """
        [JsonSerializable(typeof(Place))]
        [JsonSerializable(typeof(Move))]
        internal partial class GameJson : JsonSerializerContext;
        """);

    [Theory]
    [InlineData("public Task<Move?> OnMessage(string text) => Task.FromResult<Move?>(null);")]
    [InlineData("public void OnOpen(WsConnection ws) => ws.SendJson(new Move());")]
    public Task Without_a_context_one_is_written(string method)
    {
        string controller =
            $$"""
            namespace Games;

            public record Move;

            [WsRoute("/ws/game")]
            public class GameController
            {
                {{method}}
            }

            """;
        const string Context =
            """

            [JsonSerializable(typeof(Move))]
            internal sealed partial class AppJson : JsonSerializerContext
            {
            }

            """;
        return Fixing.Turns(new UnnamedJsonTypeFix(), controller, $"using System.Text.Json.Serialization;\n\n{controller}{Context}");
    }

    [Theory]
    [InlineData("public void OnOpen(WsConnection ws) => ws.SendJson(new { Field = 1 });")]
    [InlineData("public void OnMessage(object payload) { }")]
    public Task What_a_context_would_not_help_is_left_alone(string method) =>
        Fixing.IsNotOffered(new UnnamedJsonTypeFix(), $$"""[WsRoute("/ws")] public class C { {{method}} }""");

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new UnnamedJsonTypeFix(),
        [
            (
                """[WsRoute("/ws/a")] public class A { public void OnText(First first) { } } namespace Other { public record Third; }""",
                """[WsRoute("/ws/a")] public class A { public void OnText(First first) { } } namespace Other { public record Third; }"""),
            (
                """[WsRoute("/ws/b")] public class B { public First OnText(Second second) => new(); public void OnOpen(WsConnection ws) => ws.SendJson(new Other.Third()); }""",
                """[WsRoute("/ws/b")] public class B { public First OnText(Second second) => new(); public void OnOpen(WsConnection ws) => ws.SendJson(new Other.Third()); }"""),
            (
                """
                using System.Text.Json.Serialization;

                public record First;
                public record Second;

                [JsonSerializable(typeof(int))]
                internal partial class AllJson : JsonSerializerContext;
                """,
                """
                using System.Text.Json.Serialization;

                public record First;
                public record Second;

                [JsonSerializable(typeof(int))]
                [JsonSerializable(typeof(First))]
                [JsonSerializable(typeof(Other.Third))]
                [JsonSerializable(typeof(Second))]
                internal partial class AllJson : JsonSerializerContext;
                """),
        ]);
}
