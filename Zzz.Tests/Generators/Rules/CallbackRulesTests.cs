using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class CallbackRulesTests
{
    [Theory]
    [InlineData("public void OnOpen() { }")]
    [InlineData("internal static Task OnOpen(WsConnection ws) => Task.CompletedTask;")]
    [InlineData("protected internal void OnMessage(WsMessage message) { }")]
    [InlineData("public async ValueTask OnMessage(string text, WsConnection ws) => await ws.SendAsync(text);")]
    [InlineData("public void OnMessage(ReadOnlyMemory<byte> bytes) { }")]
    [InlineData("public void OnClose(string reason, WsCloseCode code) { }")]
    [InlineData("public static void Configure(WsOptions options) { }")]
    [InlineData("public void Onward(int anything) { }")]
    public Task A_callback_may_look_so(string method) => Diagnosis.IsNone(Controller(method));

    [Theory]
    [InlineData("void OnOpen(int [|x|])", "OnOpen", "int x", "WsConnection")]
    [InlineData("void OnOpen(ref WsConnection [|ws|])", "OnOpen", "ref WsConnection ws", "WsConnection")]
    [InlineData("void OnOpen(WsConnection ws, string [|reason|])", "OnOpen", "string reason", "WsConnection")]
    [InlineData("void OnMessage(byte[] [|bytes|])", "OnMessage", "byte[] bytes", "WsConnection, and one of WsMessage, string and ReadOnlyMemory<byte>")]
    [InlineData("void OnMessage(ReadOnlyMemory<char> [|text|])", "OnMessage", "ReadOnlyMemory<char> text", "WsConnection, and one of WsMessage, string and ReadOnlyMemory<byte>")]
    [InlineData("void OnClose(int [|code|])", "OnClose", "int code", "WsConnection, WsCloseCode, and a string for the reason")]
    [InlineData("static void Configure(WsConnection [|ws|])", "Configure", "WsConnection ws", "WsOptions")]
    public Task A_parameter_that_cannot_be_given_is_reported(string signature, string callback, string parameter, string allowed) => Diagnosis.Is(
        Controller($$"""public {{signature}} { }"""),
        $"ZZZ3001: 'C.{callback}' cannot be given '{parameter}': it may take {allowed}");

    [Theory]
    [InlineData("public int [|OnOpen|]() => 1;", "OnOpen", "int", "void, Task or ValueTask")]
    [InlineData("public Task<int> [|OnClose|]() => Task.FromResult(1);", "OnClose", "Task<int>", "void, Task or ValueTask")]
    [InlineData("public static Task [|Configure|](WsOptions options) => Task.CompletedTask;", "Configure", "Task", "void")]
    public Task Something_returned_is_reported(string method, string callback, string type, string allowed) => Diagnosis.Is(
        Controller(method), $"ZZZ3002: 'C.{callback}' returns '{type}': return {allowed}");

    [Fact]
    public Task Type_parameters_are_reported() => Diagnosis.Is(
        Controller("public void [|OnOpen|]<T>() { }"), "ZZZ3003: 'C.OnOpen' has type parameters, which nobody fills: remove them");

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public Task A_callback_that_others_cannot_call_is_reported(string modifier) => Diagnosis.Is(
        Controller($$"""{{modifier}} void [|OnOpen|]() { }"""),
        $"ZZZ3004: 'C.OnOpen' is {modifier}, so it would never be called: make it public or internal, or give it another name");

    [Fact]
    public Task Async_void_is_reported() => Diagnosis.Is(
        Controller("public async void [|OnOpen|](WsConnection ws) => await ws.SendAsync(\"hello\");"),
        "ZZZ3005: 'C.OnOpen' is async void: the next message would not wait for it, and an exception would end the process; return Task or ValueTask");

    [Fact]
    public Task All_overloads_but_the_first_are_reported() => Diagnosis.Is(
        Controller("public void OnMessage(string text) { } public void [|OnMessage|](ReadOnlyMemory<byte> bytes) { }"),
        "ZZZ3006: 'C' has 2 methods called 'OnMessage', and only one can be the callback: keep that one, and give the others another name");

    [Theory]
    [InlineData("public void [|OnMessage|]() { }")]
    [InlineData("public void [|OnMessage|](WsConnection ws) { }")]
    public Task A_message_handler_without_the_message_is_reported(string method) => Diagnosis.Is(
        Controller(method), "ZZZ3007: 'C.OnMessage' takes no message: add a parameter of type WsMessage, string or ReadOnlyMemory<byte>");

    [Theory]
    [InlineData("OnOpen(WsConnection a, WsConnection [|b|])", "OnOpen", "the connection")]
    [InlineData("OnMessage(WsMessage a, string [|b|])", "OnMessage", "the message")]
    [InlineData("OnClose(string a, string [|b|])", "OnClose", "the reason")]
    [InlineData("OnClose(WsCloseCode a, WsCloseCode [|b|])", "OnClose", "the close code")]
    public Task The_same_thing_twice_is_reported(string signature, string callback, string what) => Diagnosis.Is(
        Controller($$"""public void {{signature}} { }"""), $"ZZZ3008: 'C.{callback}' takes {what} twice: remove 'b'");

    [Theory]
    [InlineData("public void [|Configure|](WsOptions options) { }")]
    [InlineData("public static void [|Configure|]() { }")]
    [InlineData("public static async void [|Configure|](WsOptions options) => await Task.Yield();")]
    public Task Configure_of_another_form_is_reported(string method) => Diagnosis.Is(
        Controller(method), "ZZZ3009: 'C.Configure' is called once, when the route is mapped: write 'static void Configure(WsOptions options)'");

    [Fact]
    public Task An_inherited_callback_is_reported_in_the_class_that_declares_it() => Diagnosis.Is(
        """public class Base { public void OnOpen(int [|x|]) { } } [WsRoute("/ws")] public class C : Base;""",
        "ZZZ3001: 'C.OnOpen' cannot be given 'int x': it may take WsConnection");

    [Fact]
    public Task What_a_class_without_a_route_does_is_its_own_matter() => Diagnosis.IsNone(
        "public class C { private int OnOpen(int x) => x; private void OnMessage() { } }");

    private static string Controller(string method) => $$"""[WsRoute("/ws")] public class C { {{method}} }""";
}
