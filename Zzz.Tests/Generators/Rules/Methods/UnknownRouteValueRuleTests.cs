using Xunit;

namespace Zzz.Tests.Generators.Rules.Methods;

public class UnknownRouteValueRuleTests
{
    [Theory]
    [InlineData("/ws", "it has none; use QueryParam for values after the '?'")]
    [InlineData("/ws/:room", "it has 'room'")]
    [InlineData("/ws/{room}/{*rest}", "it has 'room' and 'rest'")]
    public Task A_name_that_the_pattern_lacks_is_reported(string pattern, string remedy) => Diagnosis.Is(
        Controller(pattern, """ws.Param([|"rom"|])"""), $"ZZZ6004: The pattern '{pattern}' has no parameter 'rom', so this is null: {remedy}");

    [Theory]
    [InlineData("/ws/{room}", """ws.Param("room")""")]
    [InlineData("/ws/{room:int}", """ws.Param("ROOM")""")]
    [InlineData("/ws/{*rest}", """ws.Param("rest")""")]
    [InlineData("/ws", "ws.Param(ws.Id)")]
    [InlineData("/ws", """ws.QueryParam("rom")""")]
    public Task Another_name_is_not(string pattern, string call) => Diagnosis.IsNone(Controller(pattern, call));

    [Fact]
    public Task Only_the_controller_of_the_pattern_is_looked_at() =>
        Diagnosis.IsNone("""public class C { public string? Room(WsConnection ws) => ws.Param("room"); }""");

    [Fact]
    public Task What_several_controllers_may_inherit_is_not_reported() => Diagnosis.IsNone(
        """
        public abstract class Greeter { public void OnOpen(WsConnection ws) => ws.Send($"{ws.Param("room")}"); }
        [WsRoute("/a/{name}")] public class A : Greeter;
        [WsRoute("/b/{room}")] public class B : Greeter;
        """);

    private static string Controller(string pattern, string call) =>
        $$"""[WsRoute("{{pattern}}")] public class C { private string? Room(WsConnection ws) => {{call}}; public void OnOpen(WsConnection ws) => Room(ws); }""";
}
