using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class RouteRulesTests
{
    [Fact]
    public Task A_pattern_with_a_mistake_is_reported_where_it_is_written() => Diagnosis.Is(
        """[WsRoute([|"/ws/{room"|])] public class C;""",
        "ZZZ2001: '/ws/{room' is not a valid route pattern: its braces do not match: write {name}, and {{ or }} for a literal brace");

    [Fact]
    public Task A_pattern_is_not_null() => Diagnosis.Is(
        "[WsRoute([|null!|])] public class C;",
        "ZZZ2001: 'null' is not a valid route pattern: it is null: write a path, such as \"/ws/echo\"");

    [Theory]
    [InlineData("/ws", "/WS/")]
    [InlineData("/ws/{room}", "ws/:name")]
    [InlineData("/ws/{id:int}", "/ws/{number:int}")]
    [InlineData("/ws/{id:int}", "/ws/{number:long}")]
    [InlineData("/ws/{id:int:min(1)}", "/ws/{number:double:min(1)}")]
    [InlineData("/ws/{a?}", "/ws/{b=1}")]
    [InlineData("/{*a}", "/{**b}")]
    public Task Two_controllers_on_one_route_are_reported_at_both(string first, string second) => Diagnosis.Is(
        $"""[WsRoute([|"{first}"|])] public class A; [WsRoute([|"{second}"|])] public class B;""",
        $"ZZZ2002: 'A' and 'B' both have the route '{first}': give one of them another pattern",
        $"ZZZ2002: 'B' and 'A' both have the route '{second}': give one of them another pattern");

    [Theory]
    [InlineData("/ws/a", "/ws/b")]
    [InlineData("/ws/{id:int}", "/ws/{name:alpha}")]
    [InlineData("/ws/{id:int}", "/ws/{id:guid}")]
    [InlineData("/ws/{id:int}", "/ws/{id}")]
    [InlineData("/ws/{id}", "/ws/new")]
    [InlineData("/ws/{id}", "/ws/{id?}")]
    public Task Routes_that_differ_may_stand_beside_each_other(string first, string second) => Diagnosis.IsNone(
        $"""[WsRoute("{first}")] public class A; [WsRoute("{second}")] public class B;""");

    [Fact]
    public Task A_host_tells_routes_apart() => Diagnosis.IsNone(
        """
        using Microsoft.AspNetCore.Routing;
        [WsRoute("/ws"), Host("a.example")] public class A;
        [WsRoute("/ws"), Host("b.example")] public class B;
        """);
}
