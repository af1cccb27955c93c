using Xunit;

namespace Zzz.Tests.Generators.Rules;

/// <summary>Mistakes around <c>[History]</c> and <c>RecoverAsync</c>.</summary>
public class HistoryRulesTests
{
    private const string Socket = """[ChannelRoute("/socket", typeof(C))] public class S;""";
    private const string Throws = "runs after the client has joined, and there RecoverAsync throws an exception: call it in OnJoin";
    private const string IsUseless = "RecoverAsync always returns false, because 'C' has no history: put [History(100)] on it, or remove the call";

    [Theory]
    [InlineData("[[|History(1)|]] public class R;")]
    [InlineData("""[WsRoute("/ws"), [|History(1)|]] public class R;""")]
    [InlineData("[[|History(1)|]] public static class R;")]
    [InlineData("""[[|History(1)|]] public class R; [WsRoute("/ws")] public class D : R { public void OnOpen() { } }""")]
    public Task A_history_outside_a_channel(string source) => Diagnosis.Is(
        source, "ZZZ7010: [History] on 'R' keeps nothing, because 'R' is not a channel: move it to a class that is marked [Channel]");

    [Theory]
    [InlineData("""[History(1)] public abstract class R; [Channel("room:*")] public class C : R;""")]
    [InlineData("""[History(1)] public class R; public class Q : R; [Channel("room:*")] public class C : Q;""")]
    [InlineData("""[Channel("room:*"), History(10_000, Minutes = 0.5, MaxBytes = 1, Except = ["a", "b"])] public class C;""")]
    [InlineData("""[Channel("room:*"), History(1, Minutes = 525_600, Except = [])] public class C;""")]
    public Task A_history_may_be(string channel) => Diagnosis.IsNone($"{channel} {Socket}");

    [Theory]
    [InlineData("[|0|]", "Messages must be 1 to 10000, not 0")]
    [InlineData("[|5_000 * 3|]", "Messages must be 1 to 10000, not 15000")]
    [InlineData("1, Minutes = [|0|]", "Minutes must be more than zero and at most a year, not 0")]
    [InlineData("1, Minutes = [|-0.5|]", "Minutes must be more than zero and at most a year, not -0.5")]
    [InlineData("1, Minutes = [|525_601|]", "Minutes must be more than zero and at most a year, not 525601")]
    [InlineData("1, Minutes = [|double.NaN|]", "Minutes must be more than zero and at most a year, not NaN")]
    [InlineData("1, Except = [\"a\"], MaxBytes = [|0|]", "MaxBytes must be at least 1, not 0")]
    [InlineData("1, Except = [|null!|]", "Except must not be null")]
    [InlineData("1, Except = [|[\"a\", null!]|]", "Except must not contain null")]
    public Task A_history_with_a_limit_out_of_range(string arguments, string mistake) => Diagnosis.Is(
        $$"""[Channel("room:*"), History({{arguments}})] public class C; {{Socket}}""", $"ZZZ7011: [History] on 'C': {mistake}");

    [Fact]
    public async Task A_name_in_Except_may_have_255_bytes()
    {
        await Diagnosis.IsNone(Excepting(new string('x', 255)));
        await Diagnosis.Is(
            Excepting(new string('x', 254) + 'ä').Replace("[\"", "[|[\"", StringComparison.Ordinal).Replace("\"]", "\"]|]", StringComparison.Ordinal),
            "ZZZ7011: [History] on 'C': a name in Except has more than 255 bytes in UTF-8, so it is not that of any event");

        static string Excepting(string name) => $$"""[Channel("room:*"), History(1, Except = ["{{name}}"])] public class C; {{Socket}}""";
    }

    [Theory]
    [InlineData("public async Task<JoinResult> OnJoin(ChannelSocket socket) { await [|socket.RecoverAsync()|]; return JoinResult.Ok(); }")]
    [InlineData("public void OnJoin(ChannelSocket socket) => Recover(socket); private static void Recover(ChannelSocket one) => _ = [|one.RecoverAsync()|];")]
    public Task A_recovery_without_a_history(string members) => Diagnosis.Is(
        $$"""[Channel("room:*")] public class C { {{members}} } {{Socket}}""", $"ZZZ7012: {IsUseless}");

    [Theory]
    [InlineData("History(1)", "", "public async Task OnJoin(ChannelSocket socket) => await socket.RecoverAsync();")]
    [InlineData("History(1)", "", "public void OnJoin(ChannelSocket socket) => Recover(socket); private static void Recover(ChannelSocket one) => _ = one.RecoverAsync();")]
    [InlineData("Obsolete", "History(1)", "public async Task OnJoin(ChannelSocket socket) => await socket.RecoverAsync();")]
    [InlineData("Obsolete", "Obsolete", "public void OnLeave(ChannelSocket socket) => new Other().RecoverAsync(); private class Other { public void RecoverAsync() { } }")]
    public Task A_recovery_with_a_history(string own, string inherited, string members) => Diagnosis.IsNone(
        $$"""
        #pragma warning disable CS0612, CS0618
        [Channel("room:*"), {{own}}] public class C : B { {{members}} } [{{(inherited.Length > 0 ? inherited : "Obsolete")}}] public abstract class B; {{Socket}}
        """);

    [Theory]
    [InlineData("[On(\"a\")] public async Task A(ChannelSocket socket) => await [|socket.RecoverAsync()|];", "A")]
    [InlineData("[On(\"a\")] public void A(ChannelSocket socket) => Task.Run(async () => await [|socket.RecoverAsync()|]);", "A")]
    [InlineData("public async Task OnLeave(ChannelSocket socket) { if (await [|socket.RecoverAsync()|]) return; }", "OnLeave")]
    public async Task A_recovery_after_the_join(string members, string name)
    {
        string message = $"ZZZ7013: 'C.{name}' {Throws}";
        await Diagnosis.Is($$"""[Channel("room:*"), History(1)] public class C { {{members}} } {{Socket}}""", message);
        await Diagnosis.Is($$"""[Channel("room:*")] public class C { {{members}} } {{Socket}}""", message);
    }
}
