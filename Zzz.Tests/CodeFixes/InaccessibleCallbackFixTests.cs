using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class InaccessibleCallbackFixTests
{
    [Theory]
    [InlineData("private void OnOpen() { }", "public void OnOpen() { }")]
    [InlineData("void OnOpen() { }", "public void OnOpen() { }")]
    [InlineData("private protected static void OnOpen() { }", "public static void OnOpen() { }")]
    [InlineData("/// <summary>First.</summary>\n    protected virtual void OnOpen() { }", "/// <summary>First.</summary>\n    public virtual void OnOpen() { }")]
    public Task The_callback_becomes_public(string before, string after) =>
        Fixing.Turns(new InaccessibleCallbackFix(), Controller("C", before), Controller("C", after));

    [Fact]
    public Task So_is_a_handler_of_events() => Fixing.Turns(
        new InaccessibleCallbackFix(),
        """[Channel("c")] public class C { [On("e")] private void E() { } } [ChannelRoute("/s", typeof(C))] public class S;""",
        """[Channel("c")] public class C { [On("e")] public void E() { } } [ChannelRoute("/s", typeof(C))] public class S;""");

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new InaccessibleCallbackFix(),
        [.. new[] { "A", "B" }.Select(name => (Controller(name, "void OnOpen() { }"), Controller(name, "public void OnOpen() { }")))]);

    private static string Controller(string name, string method) =>
        $$"""
        [WsRoute("/ws/{{name}}")]
        public class {{name}}
        {
            {{method}}
        }

        """;
}
