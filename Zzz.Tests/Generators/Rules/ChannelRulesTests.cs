using Xunit;

namespace Zzz.Tests.Generators.Rules;

/// <summary>Mistakes that only channels and their sockets can have.</summary>
public class ChannelRulesTests
{
    private const string Socket = """[ChannelRoute("/socket", typeof(C))] public class S;""";

    [Theory]
    [InlineData("public void OnJoin() { }")]
    [InlineData("public JoinResult OnJoin(ChannelSocket socket, WsConnection ws, string payload) => JoinResult.Ok();")]
    [InlineData("public async Task<JoinResult> OnJoin(string? payload) { await Task.Yield(); return JoinResult.Error(); }")]
    [InlineData("""[On("a")] public void A() { } [On("b"), On("c")] internal ValueTask B(ReadOnlyMemory<byte> bytes, int id) => default;""")]
    [InlineData("""[On("a")] public Task A(ReplyTo reply, string text, CancellationToken left) { reply.Ok(); return Task.CompletedTask; }""")]
    [InlineData("""[On("join")] public void Join() { } [On("leave")] public string? Leave() => null;""")]
    [InlineData("public Task OnLeave(ChannelSocket socket, int ID) => Task.CompletedTask;")]
    public Task A_channel_may_have(string members) => Diagnosis.IsNone(Channel(members));

    [Theory]
    [InlineData("room:{id", "its braces do not match: write {name} or {name:constraint}")]
    [InlineData("a*b", "a '*' is only allowed as the last character: write {name} for a value elsewhere")]
    [InlineData("phoenix", "that topic is reserved for heartbeats")]
    public Task A_pattern_that_is_none(string pattern, string mistake) => Diagnosis.Is(
        $$"""[Channel([|"{{pattern}}"|])] public class C; {{Socket}}""", $"ZZZ7001: '{pattern}' is not a valid topic pattern: {mistake}");

    [Theory]
    [InlineData("typeof(C), [|typeof(S)|]", "S")]
    [InlineData("[|typeof(string)|], typeof(C)", "string")]
    [InlineData("typeof(C), [|typeof(List<int>)|]", "List<int>")]
    [InlineData("typeof(C), [|typeof(int[])|]", "int[]")]
    [InlineData("typeof(C), [|null!|]", "null")]
    public Task A_route_names_what_is_no_channel(string types, string type) => Diagnosis.Is(
        $$"""[Channel("room:*")] public class C; [ChannelRoute("/socket", {{types}})] public class S;""",
        $"ZZZ7002: '{type}' is not a channel in this assembly: mark it with [Channel], or remove it from the route of 'S'");

    [Theory]
    [InlineData("room:*", "room:lobby", "name 'D' first")]
    [InlineData("room:{id}", "room:{id:int}", "name 'D' first")]
    [InlineData("room:*", "room:*", "give one of them another pattern")]
    [InlineData("room:{a}", "room:{b}", "give one of them another pattern")]
    public Task A_channel_that_one_before_it_hides(string first, string second, string remedy) => Diagnosis.Is(
        $$"""
        [Channel("{{first}}")] public class C;
        [Channel("{{second}}")] public class D;
        [ChannelRoute("/socket", typeof(C), [|typeof(D)|])] public class S;
        """,
        $"ZZZ7003: 'D' never gets a topic, because 'C', which is tried before it, has '{first}': {remedy}");

    [Fact]
    public Task A_channel_that_is_named_twice() => Diagnosis.Is(
        """[Channel("room:*")] public class C; [ChannelRoute("/socket", typeof(C), [|typeof(C)|])] public class S;""",
        "ZZZ7003: 'C' never gets a topic, because 'C', which is tried before it, has 'room:*': name it once");

    [Fact]
    public Task Other_routes_hide_nothing() => Diagnosis.IsNone(
        """
        [Channel("room:*")] public class C;
        [Channel("room:lobby")] public class D;
        [ChannelRoute("/one", typeof(D), typeof(C))] public class S;
        [ChannelRoute("/two", new[] { typeof(C) })] public class T;
        """);

    [Theory]
    [InlineData("""[On("a")] public void A() { } [On("b"), On("a")] public void [|B|]() { }""", "B", "A")]
    [InlineData("""[On("a"), On("a")] public void [|A|]() { }""", "A", "A")]
    [InlineData("""[On("a")] public void A() { } [On("a")] public void [|A|](ReplyTo reply) => reply.Ok();""", "A", "A")]
    public Task Two_handlers_of_one_event(string members, string second, string first) => Diagnosis.Is(
        Channel(members),
        $"ZZZ7004: 'C.{second}' handles 'a', which 'C.{first}' also handles: keep one, or give one of them another event");

    [Theory]
    [InlineData("phx_join", "names that begin with 'phx_' are reserved for the protocol, so choose another name")]
    [InlineData("phx_mine", "names that begin with 'phx_' are reserved for the protocol, so choose another name")]
    [InlineData("", "it is empty, so write a name")]
    public Task A_name_that_no_client_can_send(string name, string mistake) => Diagnosis.Is(
        Channel($$"""[On("{{name}}")] public void [|A|]() { }"""), $"ZZZ7005: 'C.A' never receives the event '{name}': {mistake}");

    [Fact]
    public async Task A_name_may_have_255_bytes()
    {
        string longest = new string('é', 127) + "e";
        await Diagnosis.IsNone(Channel($$"""[On("{{longest}}")] public void A() { }"""));
        await Diagnosis.Is(
            Channel($$"""[On("{{longest}}e")] public void [|A|]() { }"""),
            $"ZZZ7005: 'C.A' never receives the event '{longest}e': it has more than 255 bytes in UTF-8, so choose a shorter name");
    }

    [Theory]
    [InlineData("[FromQuery] string [|page|]", "page", "read socket.Connection.QueryParam(\"page\")")]
    [InlineData("[FromRoute] int [|id|]", "id", "read socket.Connection.Param(\"id\")")]
    [InlineData("[FromHeader] string [|agent|]", "agent", "store it with ws.Assign in the socket's OnOpen, and read it with socket.GetAssign")]
    public Task A_value_of_the_request_in_a_channel(string parameter, string name, string instead) => Diagnosis.Is(
        "using Microsoft.AspNetCore.Mvc;\n" + Channel($$"""public void OnJoin({{parameter}}) { }"""),
        $"ZZZ7006: '{name}' would be a value of the upgrade request, which is over when a topic is joined: {instead}");

    [Theory]
    [InlineData("B", "B")]
    [InlineData("B<T>", "B<int>")]
    public Task A_handler_of_a_base_class_that_a_channel_has_after_a_controller(string declared, string inherited) => Diagnosis.IsNone(
        $$"""
        public class {{declared}} { [On("a")] public void A() { } }
        [WsRoute("/ws")] public class C : {{inherited}};
        [Channel("room")] public class D : {{inherited}};
        [ChannelRoute("/socket", typeof(D))] public class S;
        """);

    [Theory]
    [InlineData("""public class R { [On("a")] public void [|A|]() { } }""", "R")]
    [InlineData("""[WsRoute("/ws")] public class R { [On("a")] public void [|A|]() { } }""", "R")]
    [InlineData("""[ChannelRoute("/socket")] public class R { [On("a")] public void [|A|]() { } }""", "R")]
    [InlineData("""public interface R { [On("a")] void [|A|](); }""", "R")]
    public Task A_handler_outside_a_channel(string source, string type) => Diagnosis.Is(
        source, $"ZZZ7007: '{type}.A' is never called, because '{type}' is not a channel: mark the class with [Channel], or remove [On]");

    [Theory]
    [InlineData("""public abstract class R { [On("a")] public void A() { } }""")]
    [InlineData("""public class R { [On("a")] public void A() { } } [Channel("room:*")] public class C : R; [ChannelRoute("/socket", typeof(C))] public class S;""")]
    public Task A_handler_that_channels_may_inherit(string source) => Diagnosis.IsNone(source);

    [Theory]
    [InlineData("", "write [ChannelRoute(\"/socket\", typeof(C))] on the class of a socket")]
    [InlineData("""[ChannelRoute("/socket", typeof(D))] public class S;""", "add typeof(C) to the [ChannelRoute] of 'S'")]
    [InlineData("""[ChannelRoute("/t", typeof(D))] public class T; [ChannelRoute("/s")] public class S;""", "add typeof(C) to the [ChannelRoute] of 'S' or 'T'")]
    public Task A_channel_in_no_route(string sockets, string remedy) => Diagnosis.Is(
        $$"""[Channel("room:*")] public class [|C|]; {{(sockets.Length > 0 ? """[Channel("lobby")] public class D;""" : "")}} {{sockets}}""",
        $"ZZZ6007: Nobody can join the topics of 'C', because no [ChannelRoute] names it: {remedy}");

    [Theory]
    [InlineData("public void [|NewMessage|](ChannelSocket socket, string text) { }", "NewMessage", "new_message")]
    [InlineData("public Task [|AddAsync|](ReplyTo reply) => Task.CompletedTask;", "AddAsync", "add")]
    [InlineData("public static void [|SendPNG2Me|](ChannelSocket socket) { }", "SendPNG2Me", "send_png2_me")]
    [InlineData("public void OnJoin() { } public void [|Join|](ChannelSocket socket) { }", "Join", "join")]
    public Task A_handler_without_its_mark(string members, string method, string name) => Diagnosis.Is(
        Channel(members),
        $"ZZZ7008: 'C.{method}' is never called: put [On(\"{name}\")] on it, or make it private or internal if your own code calls it");

    [Theory]
    [InlineData("private void Tell(ChannelSocket socket) { }")]
    [InlineData("internal void Tell(ChannelSocket socket) { }")]
    [InlineData("public void Tell(string text) { }")]
    [InlineData("public void Tell<T>(ChannelSocket socket, T value) { }")]
    [InlineData("""[On("tell")] public void Tell(ChannelSocket socket) { }""")]
    [InlineData("public C() : this(null) { } private C(ChannelSocket? socket) { }")]
    public Task What_is_no_handler_needs_no_mark(string members) => Diagnosis.IsNone(Channel(members));

    [Fact]
    public Task What_an_interface_or_a_base_class_asks_for_needs_no_mark() => Diagnosis.IsNone(
        """
        public interface ITell { void Tell(ChannelSocket socket); }
        public abstract class Teller { public abstract void TellAll(ChannelSocket socket); }
        [Channel("room:*")] public class C : Teller, ITell { public void Tell(ChannelSocket socket) { } public override void TellAll(ChannelSocket socket) { } }
        [ChannelRoute("/socket", typeof(C))] public class S;
        """);

    private static string Channel(string members) => $$"""[Channel("room:{id:int}")] public class C { {{members}} } {{Socket}}""";
}
