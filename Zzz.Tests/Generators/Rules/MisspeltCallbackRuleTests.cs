using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class MisspeltCallbackRuleTests
{
    [Theory]
    [InlineData("OnMesage", "OnMessage")]
    [InlineData("OnMessages", "OnMessage")]
    [InlineData("OnMesasge", "OnMessage")]
    [InlineData("OnMessageAsync", "OnMessage")]
    [InlineData("onMessage", "OnMessage")]
    [InlineData("Onopen", "OnOpen")]
    [InlineData("OnOpn", "OnOpen")]
    [InlineData("OnClosed", "OnClose")]
    [InlineData("OnCloesAsync", "OnClose")]
    [InlineData("OnTxt", "OnText")]
    [InlineData("OnUpgarde", "OnUpgrade")]
    [InlineData("OnErr", "OnError")]
    public Task A_slip_of_the_finger_is_reported(string written, string meant) => Diagnosis.Is(
        Controller($$"""public void [|{{written}}|]() { }"""), $"ZZZ6001: 'C.{written}' is never called: did you mean '{meant}'?");

    [Theory]
    [InlineData("OnConnect", "OnOpen")]
    [InlineData("OnConnectedAsync", "OnOpen")]
    [InlineData("OnOpened", "OnOpen")]
    [InlineData("OnDisconnect", "OnClose")]
    [InlineData("OnDisconnectedAsync", "OnClose")]
    [InlineData("OnReceive", "OnMessage")]
    [InlineData("OnReceived", "OnMessage")]
    [InlineData("OnData", "OnMessage")]
    [InlineData("OnException", "OnError")]
    public Task What_another_framework_calls_it_is_reported(string written, string meant) => Diagnosis.Is(
        Controller($$"""public void [|{{written}}|]() { }"""), $"ZZZ6001: 'C.{written}' is never called: did you mean '{meant}'?");

    [Fact]
    public Task The_other_name_of_a_callback_that_is_there_is_not() => Diagnosis.IsNone(
        Controller("public void OnOpen() { } public void OnConnected() { }"));

    [Theory]
    [InlineData("public void OnNext() { }")]
    [InlineData("public void On() { }")]
    [InlineData("public void Open() { }")]
    [InlineData("public void Message() { }")]
    [InlineData("public int OnMesage => 1;")]
    [InlineData("private void OnMesage() { }")]
    [InlineData("public override string ToString() => \"\";")]
    public Task Another_member_is_not(string member) => Diagnosis.IsNone(Controller(member));

    [Fact]
    public Task What_the_callback_itself_may_call_is_not() => Diagnosis.IsNone(
        Controller("public Task OnMessage(string text) => OnMessageAsync(text); public Task OnMessageAsync(string text) => Task.CompletedTask;"));

    [Theory]
    [InlineData("public void OnMessage(string text) { } public void OnTexts(string text) { }")]
    [InlineData("public void OnText(string text) { } public void OnMessages(string text) { }")]
    public Task What_would_stand_beside_another_message_handler_is_not(string methods) => Diagnosis.IsNone(Controller(methods));

    [Fact]
    public Task What_an_interface_asks_for_is_not() => Diagnosis.IsNone(
        """public interface I { void OnClosed(); } [WsRoute("/ws")] public class C : I { public void OnClosed() { } }""");

    [Fact]
    public void The_controller_gets_its_code_all_the_same() =>
        Assert.Single(GeneratorRun.Over(Controller("public void OnMesage() { }")).Sessions);

    private static string Controller(string member) => $$"""[WsRoute("/ws")] public class C { {{member}} }""";
}
