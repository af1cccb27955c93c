using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class MisplacedCallbackRuleTests
{
    private const string InChannel = "move it to a class marked [Channel]";
    private const string InSocket = "move it to a class marked [ChannelRoute]";
    private const string FromSocket = "handle events in a class marked [Channel], or messages in one marked [WsRoute]";
    private const string FromChannel = "put [On(\"event\")] on it, or move it to a class marked [WsRoute]";

    [Theory]
    [InlineData("public void [|OnJoin|]() { }", "OnJoin", InChannel)]
    [InlineData("private JoinResult [|OnJoin|](WsConnection ws) => default;", "OnJoin", InChannel)]
    [InlineData("internal static Task [|OnLeave|]() => Task.CompletedTask;", "OnLeave", InChannel)]
    [InlineData("public string? [|Id|](WsConnection ws) => ws.Id;", "Id", InSocket)]
    public Task In_a_controller(string member, string name, string remedy) => Diagnosis.Is(
        Controller(member), Message("C", name, "controller", remedy));

    [Theory]
    [InlineData("public void [|OnMessage|](string text) { }", "OnMessage", FromSocket)]
    [InlineData("protected virtual string [|OnText|](string text) => text;", "OnText", FromSocket)]
    [InlineData("public void [|OnBinary|]<T>(T bytes) { }", "OnBinary", FromSocket)]
    [InlineData("public JoinResult [|OnJoin|](ChannelSocket socket) => default;", "OnJoin", InChannel)]
    [InlineData("private void [|OnLeave|]() { }", "OnLeave", InChannel)]
    public Task In_a_socket(string member, string name, string remedy) => Diagnosis.Is(Socket(member), Message("S", name, "socket", remedy));

    [Theory]
    [InlineData("public void [|OnMessage|](string text) { }", "OnMessage", FromChannel)]
    [InlineData("private void [|OnText|](ChannelSocket socket, string text) { }", "OnText", FromChannel)]
    [InlineData("public bool [|OnUpgrade|](System.Security.Claims.ClaimsPrincipal user) => false;", "OnUpgrade", InSocket)]
    [InlineData("private void [|OnOpen|]() { }", "OnOpen", InSocket)]
    [InlineData("public void OnLeave() { } public void [|OnClose|]() { }", "OnClose", InSocket)]
    [InlineData("public bool [|OnError|](Exception exception) => true;", "OnError", InSocket)]
    [InlineData("public static void [|Configure|](WsOptions options) { }", "Configure", InSocket)]
    [InlineData("public string? [|Id|](WsConnection ws) => ws.Id;", "Id", InSocket)]
    public Task In_a_channel(string member, string name, string remedy) => Diagnosis.Is(Channel(member), Message("C", name, "channel", remedy));

    [Theory]
    [InlineData("public string Id() => \"\";")]
    [InlineData("public int OnJoin => 1;")]
    [InlineData("public void OnMessage(string text) => OnJoin(); private void OnJoin() { }")]
    [InlineData("private event Action? Left; public void OnOpen() => Left += this.OnLeave; private void OnLeave() => Left?.Invoke();")]
    public Task What_is_used_or_has_another_meaning_is_not(string member) => Diagnosis.IsNone(Controller(member));

    [Fact]
    public Task A_call_of_the_same_name_on_another_object_is_no_use() => Diagnosis.Is(
        Controller("public void OnMessage(string text, IOther other) { other.OnJoin(); } public void [|OnJoin|]() { } public interface IOther { void OnJoin(); }"),
        Message("C", "OnJoin", "controller", InChannel));

    [Theory]
    [InlineData("[On(\"open\")] public void OnOpen(string text) { }")]
    [InlineData("[On(\"message\")] public void OnMessage(string text) { }")]
    [InlineData("public void Configure(int limit) { }")]
    public Task What_handles_an_event_or_has_an_everyday_name_is_not(string member) => Diagnosis.IsNone(Channel(member));

    [Fact]
    public Task What_another_diagnostic_reports_is_reported_once() => Diagnosis.Is(
        Channel("public void [|OnOpen|]() { } public void [|OnMessage|](ChannelSocket socket, string text) { }"),
        "ZZZ6001: 'C.OnOpen' is never called: did you mean 'OnJoin'?",
        "ZZZ7008: 'C.OnMessage' is never called: put [On(\"on_message\")] on it, or make it private or internal if your own code calls it");

    [Fact]
    public Task What_an_interface_asks_for_is_not() => Diagnosis.IsNone(
        """public interface I { void OnJoin(); } [WsRoute("/ws")] public class C : I { public void OnJoin() { } }""");

    [Theory]
    [InlineData("abstract", "B")]
    [InlineData("abstract", "B<T>")]
    [InlineData("", "B")]
    public Task In_a_base_class_of_the_wrong_kind_it_is_reported_once(string modifier, string name) => Diagnosis.Is(
        $$"""
        public {{modifier}} class {{name}} { public virtual void [|OnLeave|]() { } private void OnJoin() { } }
        [WsRoute("/a")] public class C : {{name.Replace("T", "int", StringComparison.Ordinal)}} { public override void OnLeave() { } }
        [WsRoute("/b")] public class D : {{name.Replace("T", "int", StringComparison.Ordinal)}};
        """,
        Message("B", "OnLeave", "controller", InChannel));

    [Theory]
    [InlineData("public abstract class B", "")]
    [InlineData("public class B", "")]
    [InlineData("[WsRoute(\"/b\")] public class B", "")]
    public Task In_a_base_class_of_two_kinds_it_is_not(string declaration, string members) => Diagnosis.IsNone(
        $$"""
        {{declaration}} { public void OnOpen() { } public void OnLeave() { } {{members}} }
        [WsRoute("/ws")] public class C : B;
        [Channel("room")] public class D : B { public void OnJoin() => OnOpen(); }
        [ChannelRoute("/socket", typeof(D))] public class S;
        """);

    [Fact]
    public Task What_an_heir_calls_is_not() => Diagnosis.IsNone(
        """
        public abstract class B { protected void OnJoin() { } }
        [WsRoute("/a")] public class C : B;
        [WsRoute("/b")] public class D : B { public void OnOpen() => base.OnJoin(); }
        """);

    [Fact]
    public void The_controller_gets_its_code_all_the_same() =>
        Assert.Single(GeneratorRun.Over(Controller("public void OnJoin() { }")).Sessions);

    private static string Message(string type, string name, string kind, string remedy) =>
        $"ZZZ6009: '{type}.{name}' is never called, because a {kind} has no {name}: {remedy}, or give it another name if your own code calls it";

    private static string Controller(string members) => $$"""[WsRoute("/ws")] public class C { {{members}} }""";

    private static string Socket(string members) => $$"""[ChannelRoute("/s")] public class S { {{members}} }""";

    private static string Channel(string members) =>
        $$"""[Channel("room")] public class C { {{members}} } [ChannelRoute("/s", typeof(C))] public class S;""";
}
