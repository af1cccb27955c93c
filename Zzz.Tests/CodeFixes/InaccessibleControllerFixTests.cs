using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class InaccessibleControllerFixTests
{
    [Theory]
    [InlineData("""public class Outer { [WsRoute("/ws")] private class C; }""", """public class Outer { [WsRoute("/ws")] internal class C; }""")]
    [InlineData("""public class Outer { [WsRoute("/ws")] class C; }""", """public class Outer { [WsRoute("/ws")] internal class C; }""")]
    [InlineData("""public class Outer { [WsRoute("/ws")] protected class C; }""", """public class Outer { [WsRoute("/ws")] internal class C; }""")]
    [InlineData("""[WsRoute("/ws")] file class C;""", """[WsRoute("/ws")] class C;""")]
    [InlineData(
        """public class Outer { class Inner { [WsRoute("/ws")] public class C; } }""",
        """public class Outer { internal class Inner { [WsRoute("/ws")] public class C; } }""")]
    [InlineData(
        """public class Outer { [WsRoute("/ws")] partial class C; private partial class C { } }""",
        """public class Outer { [WsRoute("/ws")] partial class C; internal partial class C { } }""")]
    public Task What_hides_the_controller_becomes_internal(string before, string after) =>
        Fixing.Turns(new InaccessibleControllerFix(), before, after);

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new InaccessibleControllerFix(),
        [.. new[] { "A", "B" }.Select(name => (Nested(name, "private"), Nested(name, "internal")))]);

    private static string Nested(string name, string modifier) =>
        $$"""
        public class Outer{{name}}
        {
            [WsRoute("/ws/{{name}}")]
            {{modifier}} sealed class {{name}};
        }

        """;
}
