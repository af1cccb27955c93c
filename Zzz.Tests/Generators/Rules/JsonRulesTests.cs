using System.Text.Json.Serialization;
using Xunit;
using Zzz.Json;

namespace Zzz.Tests.Generators.Rules;

public class JsonRulesTests
{
    private const string Ambiguous =
        "ZZZ4004: 'move' can be a service or the payload, because a JsonSerializerContext of the assembly names 'IMove': write [FromServices] before 'move' if it is a service; if it is the payload, take a class, or put [JsonDerivedType] or [JsonConverter] on 'IMove'";

    public static TheoryData<string> BuiltIn => [.. typeof(BuiltInJson).GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => ((Type)attribute.ConstructorArguments[0].Value!).FullName!)];

    [Theory]
    [InlineData("public void OnMessage(Move move) { }")]
    [InlineData("public void OnText(WsConnection ws, List<Move>? moves) { }")]
    [InlineData("public Move? OnMessage(WsMessage message) => null;")]
    [InlineData("public async Task<Place?> OnMessage(WsMessage message) { await Task.Yield(); return null; }")]
    [InlineData("public void OnOpen(WsConnection ws) => ws.SendJson(new Move(1));")]
    [InlineData("public Task OnOpen(WsConnection ws) => ws.SendJsonAsync<Move>(new Move(1)).AsTask();")]
    [InlineData("public void OnOpen(WsConnection ws) => ws.PublishJson(\"room\", new Move(1));")]
    [InlineData("public void OnOpen(WsConnection ws) => Send(ws, 1); private static void Send<T>(WsConnection ws, T value) => ws.SendJson(value);")]
    public Task A_type_that_a_context_names_may_be_JSON(string method) => Diagnosis.IsNone(Source(method));

    [Theory]
    [InlineData("public void OnMessage(Note [|note|]) { }", "Note", ", or write [FromServices] before 'note' if it is a service")]
    [InlineData("public void OnText(WsConnection ws, Move[] [|moves|]) { }", "Move[]", "")]
    public Task A_payload_that_no_context_names_is_reported(string method, string type, string alternative) =>
        Diagnosis.Is(Source(method), Message(type, alternative));

    [Theory]
    [InlineData("public short [|OnMessage|](WsMessage message) => 1;", "short")]
    [InlineData("public Task<Note?> [|OnText|](string text) => Task.FromResult<Note?>(null);", "Note")]
    [InlineData("public void OnOpen(WsConnection ws) => [|ws.SendJson((short)1)|];", "short")]
    [InlineData("public Task OnOpen(WsConnection ws, Move move) => [|ws.SendJsonAsync(new Note())|].AsTask();", "Note")]
    [InlineData("public void OnOpen(WsConnection ws) => [|ws.PublishJson(\"room\", (short)1)|];", "short")]
    [InlineData("public void OnOpen(WsConnection ws) => [|ws.PublishJsonToOthers(\"room\", new Note())|];", "Note")]
    [InlineData("private IPubSub pubSub = null!; public void OnOpen() => [|pubSub.PublishJson<Note>(\"room\", new Note())|];", "Note")]
    public Task What_is_sent_and_no_context_names_is_reported(string method, string type) => Diagnosis.Is(
        Source(method.Replace(", Move move", "", StringComparison.Ordinal)), Message(type, ""));

    [Fact]
    public Task Without_contexts_nothing_is_named() => Diagnosis.Is(
        """[WsRoute("/ws")] public class C { public short [|OnMessage|](WsMessage message) => 1; }""", Message("short", ""));

    [Theory]
    [InlineData("public object [|OnMessage|](WsMessage message) => message;")]
    [InlineData("public void OnMessage(object [|anything|]) { }")]
    [InlineData("public void OnOpen(WsConnection ws) => [|ws.SendJson<object>(1)|];")]
    public Task Who_writes_object_is_told_what_to_write(string method) => Diagnosis.Is(
        Source(method), "ZZZ4003: 'object' is used as JSON, but the type does not say what the JSON contains: use a record, or JsonElement");

    [Fact]
    public Task A_context_that_MapZzz_cannot_reach_names_nothing() => Diagnosis.Is(
        """
        using System.Text.Json.Serialization;
        [WsRoute("/ws")] public partial class C
        {
            public short [|OnMessage|](WsMessage message) => 1;
            [JsonSerializable(typeof(short))] private partial class Hidden : JsonSerializerContext;
        }
        """,
        Message("short", ""));

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public Task A_type_that_the_runtime_names_needs_no_context(string type) => Diagnosis.IsNone(
        $$"""[WsRoute("/ws")] public class C { public void OnOpen(WsConnection ws) => ws.SendJson<{{type}}>(default!); }""");

    [Theory]
    [InlineData("""[On("a")] public void Add(IMove [|move|]) { }""")]
    [InlineData("""[On("a")] public IMove Add(ChannelSocket socket, long id, IMove? [|move|], IServiceProvider all) => move!;""")]
    [InlineData("public void OnJoin(IMove [|move|]) { }")]
    public Task An_interface_that_a_context_names_may_be_the_payload(string method) => Diagnosis.Is(Channel(method), Ambiguous);

    [Fact]
    public Task Nor_does_a_message_handler_take_it_as_the_message() => Diagnosis.Is(
        Moves("""[WsRoute("/ws")] public class C { public void [|OnText|](IMove [|move|]) { } }"""),
        "ZZZ3007: 'C.OnText' takes no message: add a parameter of type WsMessage, string or ReadOnlyMemory<byte>",
        Ambiguous);

    [Theory]
    [InlineData("""[On("a")] public void Add([FromServices] IMove move) { }""")]
    [InlineData("""[On("a")] public void Add([FromKeyedServices("a")] IMove move) { }""")]
    [InlineData("""[On("a")] public void Add(string text, IMove move) { }""")]
    [InlineData("""[On("a")] public void Add(ReadOnlySpan<byte> bytes, IMove move) { }""")]
    [InlineData("""[On("a")] public void Add(IServiceProvider all) { }""")]
    [InlineData("""[On("a")] public void Add(IPiece piece) { }""")]
    [InlineData("public void OnLeave(IMove move) { }")]
    public Task What_can_only_be_a_service_or_only_the_payload_is_not_ambiguous(string method) => Diagnosis.IsNone(Channel(method));

    private static string Channel(string method) =>
        Moves($$"""[Channel("room:{id:long}")] public class C { {{method}} } [ChannelRoute("/socket", typeof(C))] public class S;""");

    private static string Moves(string types) =>
        $$"""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;
        {{types}}
        public interface IMove { int X { get; } }
        [JsonDerivedType(typeof(Pawn))] public interface IPiece;
        public class Pawn : IPiece;
        [JsonSerializable(typeof(IMove)), JsonSerializable(typeof(IPiece))]
        internal partial class Contexts : JsonSerializerContext;
        """;

    private static string Message(string type, string alternative) =>
        $"ZZZ4003: '{type}' is used as JSON, but no JsonSerializerContext of the assembly names it: add [JsonSerializable(typeof({type}))] to one{alternative}";

    private static string Source(string method) =>
        $$"""
        using System.Text.Json.Serialization;
        [WsRoute("/ws")] public class C { {{method}} }
        public record Move(int X);
        public struct Place;
        public class Note;
        [JsonSerializable(typeof(Move)), JsonSerializable(typeof(List<Move>)), JsonSerializable(typeof(Place))]
        internal partial class Contexts : JsonSerializerContext;
        """;
}
