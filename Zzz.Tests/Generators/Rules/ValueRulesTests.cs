using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class ValueRulesTests
{
    [Theory]
    [InlineData("OnOpen(string room)")]
    [InlineData("OnOpen(Guid Room)")]
    [InlineData("OnOpen(int? room)")]
    [InlineData("OnOpen(DayOfWeek room)")]
    [InlineData("OnOpen([FromRoute(Name = \"ROOM\")] string? place)")]
    [InlineData("OnOpen([FromQuery] int page = 1)")]
    [InlineData("OnOpen([FromQuery(Name = \"p\")] DateTime[]? page)")]
    [InlineData("OnOpen([FromHeader(Name = \"X-Day\")] DayOfWeek? day = DayOfWeek.Friday)")]
    [InlineData("OnClose([FromServices] IServiceProvider all, [FromKeyedServices(7)] object seventh, string reason)")]
    [InlineData("OnMessage(string text, string room)")]
    [InlineData("OnMessage(WsMessage message, System.Security.Claims.ClaimsPrincipal user, CancellationToken closed)")]
    public Task A_value_may_look_so(string signature) => Diagnosis.IsNone(Controller(signature));

    [Theory]
    [InlineData("OnOpen(int [|x|])", "x")]
    [InlineData("OnOpen(WsConnection ws, string [|rom|])", "rom")]
    [InlineData("OnOpen([FromRoute(Name = \"x\")] string [|room|])", "room")]
    [InlineData("OnMessage(WsMessage message, DayOfWeek [|day|])", "day")]
    [InlineData("OnMessage(WsMessage message, Guid? [|id|])", "id")]
    [InlineData("OnClose(bool [|clean|])", "clean")]
    [InlineData("OnClose(WsCloseCode code, int [|seconds|])", "seconds")]
    public Task A_parameter_that_looks_like_a_route_value_must_be_in_the_pattern(string signature, string name) => Diagnosis.Is(
        Controller(signature),
        $"ZZZ4001: '{name}' is not in the pattern '/ws/{{room}}': write {{{name}}} there, or say where it comes from, as with [FromQuery]");

    [Theory]
    [InlineData("int")]
    [InlineData("ushort")]
    [InlineData("short?")]
    public Task A_number_in_OnClose_is_most_likely_the_close_code(string type) => Diagnosis.Is(
        Controller($"OnClose({type} [|code|])"),
        "ZZZ4001: 'code' is not in the pattern '/ws/{room}': for the close code write 'WsCloseCode code'; otherwise write {code} there, or say where it comes from, as with [FromQuery]");

    [Theory]
    [InlineData("OnOpen(object [|room|])", "room", "object")]
    [InlineData("OnOpen(string[] [|room|])", "room", "string[]")]
    [InlineData("OnOpen([FromQuery] Uri? [|next|])", "next", "Uri")]
    [InlineData("OnOpen([FromQuery] List<int> [|ids|])", "ids", "List<int>")]
    [InlineData("OnOpen([FromHeader] int[,] [|ids|])", "ids", "int[,]")]
    public Task A_value_of_the_request_must_be_of_a_type_that_can_be_parsed(string signature, string name, string type) => Diagnosis.Is(
        Controller(signature),
        $"ZZZ4002: '{name}' is a value of the request, but text cannot be parsed as '{type}': take a type that implements IParsable<{type}>, or a string");

    [Theory]
    [InlineData("OnOpen(IComparable [|room|])", "IComparable")]
    [InlineData("OnMessage(string text, IServiceProvider? [|Room|])", "IServiceProvider")]
    [InlineData("OnUpgrade(IFormatProvider [|room|])", "IFormatProvider")]
    [InlineData("OnOpen(System.Text.StringBuilder [|room|])", "StringBuilder")]
    public Task What_has_the_name_of_a_value_is_a_service_only_if_it_says_so(string signature, string type)
    {
        string name = signature.Split("[|")[1].Split("|]")[0];
        return Diagnosis.Is(
            Controller(signature),
            $"ZZZ4002: '{name}' is a value of the request, but text cannot be parsed as '{type}': take a type that implements IParsable<{type}>, or a string; if it is a service, write [FromServices] before '{name}'");
    }

    [Theory]
    [InlineData("OnOpen([FromServices] IComparable room)")]
    [InlineData("OnOpen([FromKeyedServices(1)] IComparable room)")]
    [InlineData("OnOpen(IComparable rooms)")]
    public Task Another_service_needs_no_attribute_or_has_it(string signature) => Diagnosis.IsNone(Controller(signature));

    [Theory]
    [InlineData("{id:int}", "Guid", "Guid", "{id:int}", "{id:guid}", "int id")]
    [InlineData("{id:guid}", "int?", "int", "{id:guid}", "{id:int}", "Guid? id")]
    [InlineData("{id:min(1):LONG?}", "bool?", "bool", "{id:LONG}", "{id:bool}", "long? id")]
    [InlineData("{id:bool}", "DateTime", "DateTime", "{id:bool}", "{id:datetime}", "bool id")]
    [InlineData("{id:datetime}", "decimal", "decimal", "{id:datetime}", "{id:decimal}", "DateTime id")]
    [InlineData("{id:decimal}", "DateOnly", "DateOnly", "{id:decimal}", "{id}", "decimal id")]
    public Task A_constraint_may_not_contradict_the_type(string value, string parameter, string type, string wrong, string right, string other) => Diagnosis.Is(
        $$"""[WsRoute("/ws/{{value}}")] public class C { public void OnOpen({{parameter}} [|id|]) { } }""",
        $"ZZZ2003: 'C.OnOpen' takes '{parameter} id', but '{wrong}' in '/ws/{value}' lets no {type} through: write {right} there, or take '{other}'");

    [Fact]
    public Task Nor_in_a_pattern_of_topics() => Diagnosis.Is(
        """
        [Channel("day:{day:int}")] public class C { public void OnJoin(DateTime [|day|]) { } }
        [ChannelRoute("/socket", typeof(C))] public class S;
        """,
        "ZZZ2003: 'C.OnJoin' takes 'DateTime day', but '{day:int}' in 'day:{day:int}' lets no DateTime through: write {day} there, or take 'int day'");

    [Theory]
    [InlineData("{id:int}", "string")]
    [InlineData("{id:guid}", "string?")]
    [InlineData("{id:int}", "ushort")]
    [InlineData("{id:double}", "int?")]
    [InlineData("{id:int}", "DayOfWeek")]
    [InlineData("{id:int}", "TimeSpan")]
    [InlineData("{id:datetime}", "DateTimeOffset")]
    [InlineData("{id:minlength(2)}", "Guid")]
    [InlineData("{id:regex(^a:int$)}", "Guid")]
    [InlineData("{id:alpha}", "bool")]
    public Task A_constraint_may_go_with(string value, string type) => Diagnosis.IsNone(
        $$"""[WsRoute("/ws/{{value}}")] public class C { public void OnOpen({{type}} id) { } }""");

    private static string Controller(string signature) =>
        $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        [WsRoute("/ws/{room}")] public class C { public {{(signature.StartsWith("OnUpgrade", StringComparison.Ordinal) ? "bool" : "void")}} {{signature}} => throw new(); }
        """;
}
