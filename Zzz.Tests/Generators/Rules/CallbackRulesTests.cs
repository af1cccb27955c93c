using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class CallbackRulesTests
{
    private const string Messages = "WsConnection, one of WsMessage, string, ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON";
    private const string Replies = "void, Task, ValueTask, or a reply: string, ReadOnlyMemory<byte>, byte[], WsMessage or a type for JSON; or an IAsyncEnumerable<T> of these";

    [Theory]
    [InlineData("public void OnOpen() { }")]
    [InlineData("internal static Task OnOpen(WsConnection ws) => Task.CompletedTask;")]
    [InlineData("protected internal void OnMessage(WsMessage message) { }")]
    [InlineData("public async ValueTask OnMessage(string text, WsConnection ws) => await ws.SendAsync(text);")]
    [InlineData("public void OnMessage(ReadOnlyMemory<byte> bytes) { }")]
    [InlineData("public void OnClose(string reason, WsCloseCode code) { }")]
    [InlineData("public static void Configure(WsOptions options) { }")]
    [InlineData("public void OnText(string text) { } public void OnBinary(ReadOnlySpan<byte> bytes) { }")]
    [InlineData("public void OnPing(WsConnection ws, ReadOnlyMemory<byte> payload) { } public Task OnPong() => Task.CompletedTask;")]
    [InlineData("public bool OnError(WsConnection ws, Exception exception) => true;")]
    [InlineData("public ValueTask<bool> OnError() => new(true);")]
    [InlineData("public bool OnUpgrade(Microsoft.AspNetCore.Http.HttpContext context) => true;")]
    [InlineData("public async Task<Microsoft.AspNetCore.Http.IResult?> OnUpgrade() { await Task.Yield(); return null; }")]
    [InlineData("public Microsoft.AspNetCore.Http.HttpResults.NotFound? OnUpgrade() => null;")]
    [InlineData("public void Onward(int anything) { }")]
    public Task A_callback_may_look_so(string method) => Diagnosis.IsNone(Controller(method));

    [Theory]
    [InlineData("void OnOpen(ref WsConnection [|ws|])", "OnOpen", "ref WsConnection ws", "WsConnection")]
    [InlineData("void OnOpen(WsMessage [|message|])", "OnOpen", "WsMessage message", "WsConnection")]
    [InlineData("void OnMessage(ReadOnlyMemory<char> [|text|])", "OnMessage", "ReadOnlyMemory<char> text", Messages)]
    [InlineData("void OnText(Action [|later|])", "OnText", "Action later", Messages)]
    [InlineData("void OnBinary(string [|text|])", "OnBinary", "string text", "WsConnection, one of WsMessage, ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    [InlineData("void OnPing(WsMessage [|ping|])", "OnPing", "WsMessage ping", "WsConnection, one of ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    [InlineData("bool OnError(InvalidOperationException [|only|]) => true;", "OnError", "InvalidOperationException only", "WsConnection, Exception")]
    [InlineData("bool OnUpgrade(WsConnection [|ws|]) => true;", "OnUpgrade", "WsConnection ws", "HttpContext")]
    [InlineData("void OnOpen(byte[][] [|bytes|])", "OnOpen", "byte[][] bytes", "WsConnection")]
    [InlineData("void OnClose(Exception [|why|])", "OnClose", "Exception why", "WsConnection, WsCloseCode, a string for the reason")]
    public Task A_parameter_that_cannot_be_given_is_reported(string signature, string callback, string parameter, string allowed) => Diagnosis.Is(
        Controller($"public {signature}{(signature.Contains("=>", StringComparison.Ordinal) ? "" : " { }")}"),
        $"ZZZ3001: 'C.{callback}' cannot take '{parameter}': it may take {allowed}, and ClaimsPrincipal, CancellationToken, values of the request and services");

    [Theory]
    [InlineData("void OnOpen(StringBuilder [|text|])", "OnOpen", "StringBuilder text", "WsConnection")]
    [InlineData("void OnBinary(StringBuilder? [|text|])", "OnBinary", "StringBuilder? text", "WsConnection, one of WsMessage, ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    [InlineData("void OnPing(System.IO.TextWriter [|text|])", "OnPing", "TextWriter text", "WsConnection, one of ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    public Task A_parameter_that_may_be_a_service_is_told_so(string signature, string callback, string parameter, string allowed) => Diagnosis.Is(
        "using System.Text;\n" + Controller($"public {signature} {{ }}"),
        $"ZZZ3001: 'C.{callback}' cannot take '{parameter}': if it is a service, write [FromServices] before 'text'; it may take {allowed}, "
        + "and ClaimsPrincipal, CancellationToken, values of the request and services");

    [Theory]
    [InlineData("void OnOpen(IPubSub pubSub)")]
    [InlineData("bool OnUpgrade(IServiceProvider services) => true;")]
    [InlineData("void OnMessage(string text, ILogger<C>? logger = null)")]
    [InlineData("void OnPing(IComparer<string> comparer)")]
    [InlineData("bool OnError(ILogger<C> logger) => true;")]
    [InlineData("void OnClose(IEnumerable<string> texts)", "ZZZ3001")]
    [InlineData("void OnText(IReadOnlyDictionary<string, string> texts)", "ZZZ4003")]
    [InlineData("void OnText(ISet<int> numbers)", "ZZZ4003")]
    [InlineData("void OnText(IAsyncEnumerable<int> numbers)", "ZZZ3001")]
    public async Task An_interface_is_a_service_unless_it_is_one_of_collections(string signature, params string[] errors)
    {
        string source = "using Microsoft.Extensions.Logging;\n" + Controller($"public {signature}{(signature.Contains("=>", StringComparison.Ordinal) ? "" : " { }")}");
        Assert.Equal(errors, (await Diagnosis.Of(source)).Select(found => found.Id));
    }

    [Theory]
    [InlineData("OnMessage", Messages)]
    [InlineData("OnText", Messages)]
    [InlineData("OnBinary", "WsConnection, one of WsMessage, ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    [InlineData("OnPong", "WsConnection, one of ReadOnlyMemory<byte> and ReadOnlySpan<byte>")]
    public Task Who_asks_for_an_array_is_told_what_to_write(string callback, string allowed) => Diagnosis.Is(
        Controller($$"""public void {{callback}}(byte[] [|bytes|]) { }"""),
        $"ZZZ3001: 'C.{callback}' cannot take 'byte[] bytes': write 'ReadOnlyMemory<byte> bytes'; it may take {allowed}, and ClaimsPrincipal, CancellationToken, values of the request and services");

    [Theory]
    [InlineData("OnOpen", "WsConnection")]
    [InlineData("OnMessage", Messages)]
    public Task Who_asks_for_the_request_is_told_what_to_write(string callback, string allowed) => Diagnosis.Is(
        Controller($$"""public void {{callback}}(Microsoft.AspNetCore.Http.HttpContext [|http|]) { }"""),
        $"ZZZ3001: 'C.{callback}' cannot take 'HttpContext http': the request is over, so take its values one by one, as in '[FromQuery] string? name', "
        + $"or store other values in its Items in OnUpgrade, and read them with ws.GetAssign; it may take {allowed}, and ClaimsPrincipal, CancellationToken, values of the request and services");

    [Fact]
    public Task Configure_is_given_options_only() => Diagnosis.Is(
        Controller("public static void Configure(WsConnection [|ws|]) { }"),
        "ZZZ3001: 'C.Configure' cannot take 'WsConnection ws': it may take WsOptions");

    [Theory]
    [InlineData("public int [|OnOpen|]() => 1;", "OnOpen", "int", "void, Task or ValueTask")]
    [InlineData("public Task<int> [|OnClose|]() => Task.FromResult(1);", "OnClose", "Task<int>", "void, Task or ValueTask")]
    [InlineData("public string [|OnPing|]() => \"\";", "OnPing", "string", "void, Task or ValueTask")]
    [InlineData("public static Task [|Configure|](WsOptions options) => Task.CompletedTask;", "Configure", "Task", "void")]
    [InlineData("public void [|OnUpgrade|]() { }", "OnUpgrade", "void", "bool or IResult, or a Task or ValueTask of it")]
    [InlineData("public Task<string> [|OnUpgrade|]() => Task.FromResult(\"\");", "OnUpgrade", "Task<string>", "bool or IResult, or a Task or ValueTask of it")]
    [InlineData("public Task [|OnError|]() => Task.CompletedTask;", "OnError", "Task", "bool, or a Task or ValueTask of it")]
    [InlineData("public WsSendResult [|OnText|](WsConnection ws, string text) => ws.Send(text);", "OnText", "WsSendResult", Replies)]
    [InlineData("public ValueTask<ReadOnlyMemory<char>> [|OnBinary|](WsMessage message) => default;", "OnBinary", "ValueTask<ReadOnlyMemory<char>>", Replies)]
    [InlineData("public ref readonly WsMessage [|OnMessage|](WsMessage message) => ref (new WsMessage[1])[0];", "OnMessage", "WsMessage", Replies)]
    public Task Something_of_no_use_that_is_returned_is_reported(string method, string callback, string type, string allowed) => Diagnosis.Is(
        Controller(method), $"ZZZ3002: 'C.{callback}' returns '{type}': return {allowed}");

    [Fact]
    public Task Type_parameters_are_reported() => Diagnosis.Is(
        Controller("public void [|OnOpen|]<T>() { }"), "ZZZ3003: 'C.OnOpen' has type parameters, which Zzz cannot supply: remove them");

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public Task A_callback_that_others_cannot_call_is_reported(string modifier) => Diagnosis.Is(
        Controller($$"""{{modifier}} void [|OnOpen|]() { }"""),
        $"ZZZ3004: 'C.OnOpen' is {modifier}, so it would never be called: make it public or internal in the class, or give it another name");

    /// <remarks>An <c>OnUpgrade</c> that is never called would admit everyone.</remarks>
    [Theory]
    [InlineData("public abstract class B { protected bool [|OnUpgrade|]() => false; } [WsRoute(\"/c\")] public sealed class C : B { }", "OnUpgrade", "protected")]
    [InlineData("abstract class B { private protected bool [|OnUpgrade|]() => false; } [WsRoute(\"/c\")] sealed class C : B { }", "OnUpgrade", "private protected")]
    [InlineData("public interface I { bool [|OnUpgrade|]() => false; } [WsRoute(\"/c\")] public sealed class C : I { }", "OnUpgrade", "a member of an interface alone")]
    [InlineData("public interface I { bool OnUpgrade(); } [WsRoute(\"/c\")] public sealed class C : I { bool I.[|OnUpgrade|]() => false; }", "I.OnUpgrade", "private")]
    public Task A_callback_that_is_inherited_and_cannot_be_called_is_reported(string source, string method, string because) => Diagnosis.Is(
        source, $"ZZZ3004: 'C.{method}' is {because}, so it would never be called: make it public or internal in the class, or give it another name");

    [Theory]
    [InlineData("public abstract class B { private bool OnUpgrade() => false; } [WsRoute(\"/c\")] public sealed class C : B { }")]
    [InlineData("public abstract class B { protected bool OnUpgrade() => false; } [WsRoute(\"/c\")] public sealed class C : B { public new bool OnUpgrade() => false; }")]
    [InlineData("public interface I { bool OnUpgrade(); } [WsRoute(\"/c\")] public sealed class C : I { public bool OnUpgrade() => false; }")]
    public Task A_callback_that_the_class_has_itself_is_right(string source) => Diagnosis.IsNone(source);

    [Fact]
    public Task An_overload_of_an_inherited_OnUpgrade_is_reported() => Diagnosis.Is(
        """
        using Microsoft.AspNetCore.Http;
        public abstract class B { public bool OnUpgrade(HttpContext context) => false; }
        [WsRoute("/c")] public sealed class C : B { public bool [|OnUpgrade|]() => true; }
        """,
        "ZZZ3006: 'C' has 2 methods called 'OnUpgrade', and only one can be the callback: keep that one, and give the others another name");

    [Fact]
    public Task Async_void_is_reported() => Diagnosis.Is(
        Controller("public async void [|OnOpen|](WsConnection ws) => await ws.SendAsync(\"hello\");"),
        "ZZZ3005: 'C.OnOpen' is async void: the next message would not wait for it, and an exception would end the process; return Task or ValueTask");

    [Fact]
    public Task All_overloads_but_the_first_are_reported() => Diagnosis.Is(
        Controller("public void OnMessage(string text) { } public void [|OnMessage|](ReadOnlyMemory<byte> bytes) { }"),
        "ZZZ3006: 'C' has 2 methods called 'OnMessage', and only one can be the callback: keep that one, and give the others another name");

    [Theory]
    [InlineData("OnMessage()", "OnMessage", "WsMessage, string or ReadOnlyMemory<byte>")]
    [InlineData("OnText(WsConnection ws, CancellationToken closed)", "OnText", "WsMessage, string or ReadOnlyMemory<byte>")]
    [InlineData("OnBinary(WsConnection ws)", "OnBinary", "WsMessage or ReadOnlyMemory<byte>")]
    public Task A_message_handler_without_the_message_is_reported(string signature, string callback, string types) => Diagnosis.Is(
        Controller($$"""public void {{signature.Replace(callback, $"[|{callback}|]", StringComparison.Ordinal)}} { }"""),
        $"ZZZ3007: 'C.{callback}' takes no message: add a parameter of type {types}");

    [Fact]
    public Task OnMessage_beside_OnText_and_OnBinary_is_reported_at_these() => Diagnosis.Is(
        Controller("public void OnMessage(WsMessage m) { } public void [|OnText|](string t) { } public void [|OnBinary|](WsMessage m) { }"),
        "ZZZ3030: 'C' has both 'OnText' and 'OnMessage', which gets every message: keep OnMessage, or OnText and OnBinary",
        "ZZZ3030: 'C' has both 'OnBinary' and 'OnMessage', which gets every message: keep OnMessage, or OnText and OnBinary");

    [Theory]
    [InlineData("OnOpen(WsConnection a, WsConnection [|b|])", "OnOpen", "the connection")]
    [InlineData("OnMessage(WsMessage a, string [|b|])", "OnMessage", "the message")]
    [InlineData("OnClose(string a, string [|b|])", "OnClose", "the reason")]
    [InlineData("OnClose(WsCloseCode a, WsCloseCode [|b|])", "OnClose", "the close code")]
    [InlineData("OnOpen(CancellationToken a, CancellationToken [|b|])", "OnOpen", "the end of the connection")]
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
        "ZZZ4001: 'x' is not in the pattern '/ws': write {x} there, or say where it comes from, as with [FromQuery]");

    [Fact]
    public Task What_a_class_without_a_route_does_is_its_own_matter() => Diagnosis.IsNone(
        "public class C { private int OnOpen(int x) => x; private void OnMessage() { } }");

    private static string Controller(string method) => $$"""[WsRoute("/ws")] public class C { {{method}} }""";
}
