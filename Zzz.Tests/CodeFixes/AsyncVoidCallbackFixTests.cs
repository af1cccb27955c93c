using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class AsyncVoidCallbackFixTests
{
    [Theory]
    [InlineData("public async void OnOpen() => await Task.Yield();", "public async Task OnOpen() => await Task.Yield();")]
    [InlineData("internal async void /* late */ OnOpen() { await Task.Yield(); return; }", "internal async Task /* late */ OnOpen() { await Task.Yield(); return; }")]
    public Task The_callback_returns_a_task(string before, string after) =>
        Fixing.Turns(new AsyncVoidCallbackFix(), Controller("C", before), Controller("C", after));

    [Fact]
    public Task So_does_a_handler_of_events() => Fixing.Turns(
        new AsyncVoidCallbackFix(),
        """[Channel("c")] public class C { [On("e")] public async void E() => await Task.Yield(); } [ChannelRoute("/s", typeof(C))] public class S;""",
        """[Channel("c")] public class C { [On("e")] public async Task E() => await Task.Yield(); } [ChannelRoute("/s", typeof(C))] public class S;""");

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new AsyncVoidCallbackFix(),
        [
            (
                Controller("A", "public async void OnOpen() => await Task.Yield(); public async void OnClose() => await Task.Yield();"),
                Controller("A", "public async Task OnOpen() => await Task.Yield(); public async Task OnClose() => await Task.Yield();")),
            (
                Controller("B", "public async void OnMessage(string text) => await Task.Yield();"),
                Controller("B", "public async Task OnMessage(string text) => await Task.Yield();")),
        ]);

    private static string Controller(string name, string methods) => $$"""[WsRoute("/ws/{{name}}")] public class {{name}} { {{methods}} }""";
}
