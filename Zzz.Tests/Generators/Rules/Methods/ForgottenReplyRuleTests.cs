using Xunit;

namespace Zzz.Tests.Generators.Rules.Methods;

public class ForgottenReplyRuleTests
{
    [Theory]
    [InlineData("public void Add(ReplyTo [|reply|]) { }")]
    [InlineData("public Task Add(ReplyTo [|reply|]) => Task.CompletedTask;")]
    [InlineData("public void Add(ReplyTo [|reply|], int n) { if (n == 0) return; reply.Ok(); }")]
    [InlineData("public async Task Add(ReplyTo [|reply|], int n) { await Task.Yield(); switch (n) { case 1: reply.Ok(); break; case 2: reply.Error(\"no\"); break; } }")]
    [InlineData("public void Add(ReplyTo [|reply|], int n) { for (int i = 0; i < n; i++) reply.Ok(); }")]
    [InlineData("public async Task Add(ReplyTo [|reply|]) { try { await Task.Yield(); reply.Ok(); } catch (InvalidOperationException) { } }")]
    [InlineData("public void Add(ReplyTo [|reply|], int n) { if (n > 0) Later(); void Later() => reply.Ok(); }")]
    [InlineData("public void Add(ReplyTo [|reply|], int n) => _ = n > 0 && reply.Ok() == WsSendResult.Sent;")]
    public Task A_path_without_the_reply_is_reported(string method) => Diagnosis.Is(
        Channel(method),
        "ZZZ7009: 'C.Add' can end without using 'reply', and its client would wait in vain: call 'reply.Ok()' or 'reply.Error(…)' on each path, or return a Reply instead");

    [Theory]
    [InlineData("public void Add(ReplyTo reply) => reply.Ok();")]
    [InlineData("public void Add(ReplyTo reply, int n) { if (n == 0) { reply.Error(\"no\"); return; } reply.Ok(); }")]
    [InlineData("public void Add(ReplyTo reply, int n) { if (n == 0) throw new InvalidOperationException(); reply.Ok(); }")]
    [InlineData("public void Add(ReplyTo reply, int n) => _ = n switch { 0 => reply.Ok(), 1 => reply.Error(\"no\"), _ => throw new InvalidOperationException() };")]
    [InlineData("public async Task Add(ReplyTo reply) { try { await Task.Yield(); reply.Ok(); } catch (InvalidOperationException) { reply.Error(\"no\"); } }")]
    [InlineData("public async Task Add(ReplyTo reply) { try { await Task.Yield(); reply.Ok(); } catch (InvalidOperationException) { throw; } }")]
    [InlineData("public async Task Add(ReplyTo reply) { try { await Task.Yield(); } finally { reply.Ok(); } }")]
    [InlineData("public void Add(ReplyTo reply) => _ = Task.Run(() => reply.Ok());")]
    [InlineData("public void Add(ReplyTo reply) { Later(); void Later() => reply.Ok(); }")]
    [InlineData("private ReplyTo? _kept; public void Add(ReplyTo reply) { _kept = reply; _kept.Ok(); }")]
    [InlineData("public void Add(ReplyTo reply) { while (true) { if (reply.Ok() == WsSendResult.Sent) return; } }")]
    [InlineData("public void Add(ReplyTo reply) => Log(reply); private static void Log(object it) => GC.KeepAlive(it);")]
    public Task Each_path_with_it_is_right(string method) => Diagnosis.IsNone(Channel(method));

    private static string Channel(string method) =>
        $$$"""[ChannelRoute("/s", typeof(C))] public class S; [Channel("c:{n:int}")] public class C { {{{method.Replace("public", "[On(\"add\")] public", StringComparison.Ordinal)}}} }""";
}
