using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class MisspeltCallbackFixTests
{
    [Theory]
    [InlineData("OnOpne", "OnOpen")]
    [InlineData("OnOpenAsync", "OnOpen")]
    [InlineData("Onopen", "OnOpen")]
    [InlineData("OnClosed", "OnClose")]
    [InlineData("OnConnectedAsync", "OnOpen")]
    public Task The_method_gets_the_name_of_the_callback(string written, string meant) =>
        Fixing.Turns(new MisspeltCallbackFix(), Controller("C", written), Controller("C", meant));

    [Theory]
    [InlineData("Join", "OnJoin")]
    [InlineData("OnLeft", "OnLeave")]
    public Task So_does_that_of_a_channel(string written, string meant) =>
        Fixing.Turns(new MisspeltCallbackFix(), Channel(written), Channel(meant));

    [Fact]
    public Task What_calls_the_method_calls_it_by_the_new_name() => Fixing.Turns(
        new MisspeltCallbackFix(),
        """[WsRoute("/ws")] public class C { public void OnMesage(string text) { } public void Twice() => OnMesage(nameof(OnMesage)); }""",
        """[WsRoute("/ws")] public class C { public void OnMessage(string text) { } public void Twice() => OnMessage(nameof(OnMessage)); }""");

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new MisspeltCallbackFix(),
        [(Controller("A", "Onopen"), Controller("A", "OnOpen")), (Controller("B", "OnClosed"), Controller("B", "OnClose"))]);

    private static string Channel(string method) =>
        $$"""[Channel("c")] public class C { public void {{method}}(ChannelSocket socket) { } } [ChannelRoute("/s", typeof(C))] public class S;""";

    private static string Controller(string name, string method) =>
        $$"""
        [WsRoute("/ws/{{name}}")]
        public class {{name}}
        {
            // Says hello.
            public Task {{method}}() => Task.CompletedTask;
        }

        """;
}
