using Xunit;

namespace Zzz.Tests.Generators.Rules;

/// <summary>The rules for controllers also apply to channels and sockets, and their messages name the right methods.</summary>
public class ChannelSharedRulesTests
{
    private const string Json = ", or write [FromServices] before 'note' if it is a service";

    [Theory]
    [InlineData("""[Channel("c")] public abstract class [|C|]; [ChannelRoute("/s", typeof(C))] public class S;""", "C", "Channel")]
    [InlineData("""[ChannelRoute("/s")] public abstract class [|S|];""", "S", "ChannelRoute")]
    public Task An_abstract_class(string source, string type, string mark) => Diagnosis.Is(
        source,
        $"ZZZ1001: '{type}' is abstract, so Zzz cannot create an instance of it: remove 'abstract', or move [{mark}] to a derived class");

    [Theory]
    [InlineData("/socket/{id", "its braces do not match: write {name}, and {{ or }} for a literal brace")]
    [InlineData("/{*rest}", "the socket is also mapped at '/{*rest}/websocket', and there the catch-all '{*rest}' takes the rest of the path: make it the last segment")]
    public Task A_route_of_a_socket(string pattern, string mistake) => Diagnosis.Is(
        $$"""[ChannelRoute([|"{{pattern}}"|])] public class S;""", $"ZZZ2001: '{pattern}' is not a valid route pattern: {mistake}");

    [Theory]
    [InlineData("/socket")]
    [InlineData("/socket/websocket")]
    public Task A_controller_in_the_place_of_a_socket(string pattern) => Diagnosis.Is(
        $$"""[WsRoute([|"{{pattern}}"|])] public class C; [ChannelRoute([|"/socket"|])] public class S;""",
        $"ZZZ2002: 'C' and 'S' both have the route '{pattern}': give one of them another pattern",
        "ZZZ2002: 'S' and 'C' both have the route '/socket': give one of them another pattern");

    [Theory]
    [InlineData("""[On("a")] public void Add(DateTime? [|since|]) { }""", "ZZZ4001: 'since' is not in the pattern 'room:{id:int}': write {since} there, or take it as a member of a type for JSON")]
    [InlineData("""[On("a")] public void Add(byte[] [|bytes|]) { }""", "ZZZ3001: 'C.Add' cannot take 'byte[] bytes': write 'ReadOnlyMemory<byte> bytes'; it may take ChannelSocket, WsConnection, ReplyTo, one of ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and ClaimsPrincipal, CancellationToken, values of the topic and services")]
    [InlineData("public void OnJoin(ReplyTo [|reply|]) { }", "ZZZ3001: 'C.OnJoin' cannot take 'ReplyTo reply': it may take ChannelSocket, WsConnection, one of ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and ClaimsPrincipal, CancellationToken, values of the topic and services")]
    [InlineData("public void OnLeave(ChannelSocket socket, List<int> [|left|]) { }", "ZZZ3001: 'C.OnLeave' cannot take 'List<int> left': it may take ChannelSocket, WsConnection, and ClaimsPrincipal, CancellationToken, values of the topic and services")]
    [InlineData("""[On("a")] public void Add(WsMessage [|message|]) { }""", "ZZZ3001: 'C.Add' cannot take 'WsMessage message': a payload is a type for JSON, or 'ReadOnlyMemory<byte> message' if it is binary; it may take ChannelSocket, WsConnection, ReplyTo, one of ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and ClaimsPrincipal, CancellationToken, values of the topic and services")]
    [InlineData("public void OnLeave(Microsoft.AspNetCore.Http.HttpContext [|http|]) { }", "ZZZ3001: 'C.OnLeave' cannot take 'HttpContext http': the request is over, so read socket.User, socket.Connection.QueryParam(\"name\") or socket.Connection.Param(\"name\"), or store other values with ws.Assign in the socket's OnOpen, and read them with socket.GetAssign; it may take ChannelSocket, WsConnection, and ClaimsPrincipal, CancellationToken, values of the topic and services")]
    [InlineData("""[On("a")] public void Add(string a, ReadOnlyMemory<byte> [|b|]) { }""", "ZZZ3008: 'C.Add' takes the message twice: remove 'b'")]
    [InlineData("""[On("a")] public void Add(ReplyTo a, ReplyTo [|b|]) { a.Ok(); b.Ok(); }""", "ZZZ3008: 'C.Add' takes the reply twice: remove 'b'")]
    [InlineData("""[On("a")] public void Add(List<int> [|id|]) { }""", "ZZZ4002: 'id' is a value of the request, but text cannot be parsed as 'List<int>': take a type that implements IParsable<List<int>>, or a string")]
    [InlineData("""[On("a")] public void Add(IFormatProvider [|id|]) { }""", "ZZZ4002: 'id' is a value of the request, but text cannot be parsed as 'IFormatProvider': take a type that implements IParsable<IFormatProvider>, or a string; if it is a service, write [FromServices] before 'id'")]
    public Task A_parameter(string members, string message) => Diagnosis.Is(Channel(members), message);

    [Theory]
    [InlineData("""[On("a")] public string [|Add|](ReplyTo reply) => $"{reply}";""", "ZZZ3002: 'C.Add' returns 'string': return void, Task or ValueTask, because it replies with its ReplyTo")]
    [InlineData("""[On("a")] public WsMessage [|Add|]() => default;""", "ZZZ3002: 'C.Add' returns 'WsMessage': return void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three")]
    [InlineData("""[On("a")] public JoinResult [|Add|]() => default;""", "ZZZ3002: 'C.Add' returns 'JoinResult': return void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three")]
    [InlineData("""[On("a")] public Reply? [|Add|]() => default;""", "ZZZ3002: 'C.Add' returns 'Reply?': return void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three")]
    [InlineData("""[On("a")] public Reply [|Add|](ReplyTo reply) => reply.Ok() == default ? Reply.Ok() : Reply.Error("no");""", "ZZZ3002: 'C.Add' returns 'Reply': return void, Task or ValueTask, because it replies with its ReplyTo")]
    [InlineData("""[On("a")] public Task<IAsyncEnumerable<int>> [|Add|]() => null!;""", "ZZZ3002: 'C.Add' returns 'Task<IAsyncEnumerable<int>>': return void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three")]
    [InlineData("""[On("a")] public IAsyncEnumerable<Reply> [|Add|]() => null!;""", "ZZZ3002: 'C.Add' returns 'IAsyncEnumerable<Reply>': return void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three")]
    [InlineData("""[On("a")] public IAsyncEnumerable<int> [|Add|](ReplyTo reply) { reply.Ok(); return null!; }""", "ZZZ3002: 'C.Add' returns 'IAsyncEnumerable<int>': return void, Task or ValueTask, because it replies with its ReplyTo")]
    [InlineData("public IAsyncEnumerable<int> [|OnLeave|]() => null!;", "ZZZ3002: 'C.OnLeave' returns 'IAsyncEnumerable<int>': return void, Task or ValueTask")]
    [InlineData("""[On("a")] public IAsyncEnumerable<int> Add(ReadOnlySpan<byte> [|bytes|]) => null!;""", "ZZZ3010: 'C.Add' returns a stream, and a span does not outlive the first await: take 'ReadOnlyMemory<byte> bytes'")]
    [InlineData("public Reply [|OnJoin|]() => default;", "ZZZ3002: 'C.OnJoin' returns 'Reply': return void or JoinResult, or a Task or ValueTask")]
    [InlineData("public bool [|OnJoin|]() => true;", "ZZZ3002: 'C.OnJoin' returns 'bool': return void or JoinResult, or a Task or ValueTask")]
    [InlineData("public string [|OnLeave|]() => null!;", "ZZZ3002: 'C.OnLeave' returns 'string': return void, Task or ValueTask")]
    [InlineData("""[On("a")] public async void [|Add|]() => await Task.Yield();""", "ZZZ3005: 'C.Add' is async void: the next message would not wait for it, and an exception would end the process; return Task or ValueTask")]
    [InlineData("""[On("a")] private void [|Add|]() { }""", "ZZZ3004: 'C.Add' is private, so it would never be called: make it public or internal in the class, or give it another name")]
    [InlineData("""[On("a")] public void [|Add|]<T>() { }""", "ZZZ3003: 'C.Add' has type parameters, which Zzz cannot supply: remove them")]
    [InlineData("public void OnJoin() { } public void [|OnJoin|](string text) { }", "ZZZ3006: 'C' has 2 methods called 'OnJoin', and only one can be the callback: keep that one, and give the others another name")]
    [InlineData("""[On("a")] public Task Add(ReadOnlySpan<byte> [|bytes|]) => Task.CompletedTask;""", "ZZZ3010: 'C.Add' returns a task, and a span does not outlive the first await: take 'ReadOnlyMemory<byte> bytes'")]
    [InlineData("""[On("a")] public void Add() => [|Task.Delay(1).Wait()|];""", "ZZZ6003: 'C.Add' blocks its thread in 'Task.Wait', and all connections share a few threads: await the task")]
    [InlineData("""[On("a")] public void Add(ChannelSocket socket, ReadOnlyMemory<byte> bytes) => socket.Assign("last", [|bytes|]);""", "ZZZ6002: 'bytes' may be used after 'C.Add' has completed, when its memory may hold another message: copy it with ToArray() or GetText()")]
    public Task A_method(string members, string message) => Diagnosis.Is(Channel(members), message);

    [Theory]
    [InlineData("OnJoined", "OnJoin")]
    [InlineData("OnJion", "OnJoin")]
    [InlineData("Join", "OnJoin")]
    [InlineData("OnOpen", "OnJoin")]
    [InlineData("OnLeft", "OnLeave")]
    [InlineData("Leave", "OnLeave")]
    [InlineData("Terminate", "OnLeave")]
    [InlineData("OnLeaveAsync", "OnLeave")]
    public Task A_name_almost_like_a_callback_of_a_channel(string name, string meant) => Diagnosis.Is(
        Channel($$"""public void [|{{name}}|]() { }"""), $"ZZZ6001: 'C.{name}' is never called: did you mean '{meant}'?");

    [Theory]
    [InlineData("GetId", "Id")]
    [InlineData("OnConnected", "OnOpen")]
    [InlineData("OnClosed", "OnClose")]
    public Task A_name_almost_like_a_callback_of_a_socket(string name, string meant) => Diagnosis.Is(
        $$"""[ChannelRoute("/s")] public class S { public void [|{{name}}|]() { } }""", $"ZZZ6001: 'S.{name}' is never called: did you mean '{meant}'?");

    [Theory]
    [InlineData("""[On("a")] public void Add(Note [|note|]) { }""", "Note", Json)]
    [InlineData("public void OnJoin(Note? [|note|]) { }", "Note", Json)]
    [InlineData("""[On("a")] public Task<Note?> [|Add|]() => null!;""", "Note", "")]
    [InlineData("""[On("a")] public void Add(ChannelSocket socket) => [|socket.Push("a", new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public void Add(ChannelSocket socket) => [|socket.Broadcast("a", new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public void Add(ChannelSocket socket) => [|socket.BroadcastFrom("a", (short)1)|];""", "short", "")]
    [InlineData("""[On("a")] public void Add(IReadOnlyList<Note> [|notes|]) { }""", "IReadOnlyList<Note>", "")]
    [InlineData("""private IChannels all = null!; [On("a")] public void Add() => [|all.Broadcast("room:1", "a", new Note())|];""", "Note", "")]
    [InlineData("""private IPresence all = null!; public void OnJoin(ChannelSocket socket) => [|all.Track(socket, "a", new Note())|];""", "Note", "")]
    [InlineData("""private IPresence all = null!; public void OnJoin(ChannelSocket socket) => [|all.Update(socket, "a", new Note())|];""", "Note", "")]
    [InlineData("""public JoinResult OnJoin() => [|JoinResult.Ok(new Note())|];""", "Note", "")]
    [InlineData("""public JoinResult OnJoin() => [|JoinResult.Error(new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public Task<Reply<Note?>> [|Add|]() => null!;""", "Note", "")]
    [InlineData("""[On("a")] public IAsyncEnumerable<Note> [|Add|]() => null!;""", "Note", "")]
    [InlineData("""[On("a")] public Reply Add() => [|Reply.Ok(new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public Reply Add() => [|Reply.Error(new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public void Add(ReplyTo reply) => [|reply.Ok(new Note())|];""", "Note", "")]
    [InlineData("""[On("a")] public void Add(ReplyTo reply) => [|reply.Error(new Note())|];""", "Note", "")]
    public Task A_type_that_no_context_names(string members, string type, string alternative) => Diagnosis.Is(
        Channel(members) + " public class Note;",
        $"ZZZ4003: '{type}' is used as JSON, but no JsonSerializerContext of the assembly names it: add [JsonSerializable(typeof({type}))] to one{alternative}");

    [Theory]
    [InlineData("public void OnJoin(TextWriter? [|it|]) { }", "TextWriter")]
    public Task A_parameter_that_is_most_likely_a_service(string members, string type) => Diagnosis.Is(
        "using System.IO;\n" + Channel(members),
        $"ZZZ4003: '{type}' is used as JSON, but no JsonSerializerContext of the assembly names it: if it is a service, write [FromServices] before 'it', or take it in the constructor; if not, add [JsonSerializable(typeof({type}))] to one");

    [Theory]
    [InlineData("[JsonDerivedType(typeof(Circle))] public abstract class Shape; public class Circle : Shape;", ", or write [FromServices] before 'shape' if it is a service")]
    [InlineData("[JsonConverter(typeof(JsonStringEnumConverter))] public interface Shape;", "")]
    [InlineData("public interface Shape : IEnumerable<int>;", "")]
    public Task A_type_that_says_how_it_is_JSON_is_no_service(string types, string alternative) => Diagnosis.Is(
        $"using System.Text.Json.Serialization;\n{Channel("""[On("a")] public void Add(Shape [|shape|]) { }""")} {types}",
        $"ZZZ4003: 'Shape' is used as JSON, but no JsonSerializerContext of the assembly names it: add [JsonSerializable(typeof(Shape))] to one{alternative}");

    [Theory]
    [InlineData("""[|socket.Push("a", new { Name = "b", Age = 1 })|]""", "", "Payload")]
    [InlineData("""[|socket.Broadcast("a", new[] { new { Name = "b", Age = 1 } })|]""", "[]", "Payload[]")]
    public Task An_anonymous_type_cannot_be_named(string send, string suffix, string type) => Diagnosis.Is(
        Channel($$"""[On("a")] public void Add(ChannelSocket socket) => {{send}};"""),
        $"ZZZ4003: '<anonymous type: string Name, int Age>{suffix}' is used as JSON, but no JsonSerializerContext can name an anonymous type: declare a record, as in 'record Payload(string Name, int Age);', and add [JsonSerializable(typeof({type}))] to one");

    [Theory]
    [InlineData("""[On("a")] public string? Add(System.Text.Json.JsonElement payload) => null;""")]
    [InlineData("""[On("a")] public Task<decimal> Add(string text) => Task.FromResult(1m);""")]
    [InlineData("""public JoinResult OnJoin(ChannelSocket socket) { socket.Push("a", 1L); return JoinResult.Error(new ErrorReason("no")); }""")]
    public Task A_type_that_needs_no_context(string members) => Diagnosis.IsNone(Channel(members));

    private static string Channel(string members) =>
        $$"""[Channel("room:{id:int}")] public class C { {{members}} } [ChannelRoute("/socket", typeof(C))] public class S;""";
}
