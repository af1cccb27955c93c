using Xunit;

namespace Zzz.Tests.Generators.Rules.Methods;

public class BlockingCallRuleTests
{
    [Theory]
    [InlineData("[|Thread.Sleep(1)|];", "Thread.Sleep", "await Task.Delay")]
    [InlineData("[|work.Wait()|];", "Task.Wait", "await the task")]
    [InlineData("[|Task.WaitAll(work)|];", "Task.WaitAll", "await Task.WhenAll")]
    [InlineData("[|Task.WaitAny(work)|];", "Task.WaitAny", "await Task.WhenAny")]
    [InlineData("_ = [|work.Result|];", "Task.Result", "await the task")]
    [InlineData("_ = [|value.Result|];", "ValueTask.Result", "await the task")]
    [InlineData("[|work.GetAwaiter().GetResult()|];", "TaskAwaiter.GetResult", "await the task")]
    [InlineData("[|value.AsTask().ConfigureAwait(false).GetAwaiter().GetResult()|];", "ConfiguredTaskAwaiter.GetResult", "await the task")]
    [InlineData("await other; _ = [|work.Result|];", "Task.Result", "await the task")]
    public Task A_handler_that_blocks_is_reported(string code, string call, string instead) => Diagnosis.Is(
        Controller(code), $"ZZZ6003: 'C.OnOpen' blocks its thread in '{call}', and all connections share a few threads: {instead}");

    [Fact]
    public Task A_handler_that_a_controller_inherits_is_reported_once() => Diagnosis.Is(
        """
        public abstract class Slow { public void OnOpen() => [|Thread.Sleep(1)|]; public void Rest() => Thread.Sleep(1); }
        [WsRoute("/a")] public class A : Slow;
        [WsRoute("/b")] public class B : Slow;
        """,
        "ZZZ6003: 'Slow.OnOpen' blocks its thread in 'Thread.Sleep', and all connections share a few threads: await Task.Delay");

    [Theory]
    [InlineData("")]
    [InlineData("""[WsRoute("/a")] public class A : Slow { public new void OnOpen() { } }""")]
    public Task What_no_controller_inherits_is_not(string controller) => Diagnosis.IsNone(
        $$"""public abstract class Slow { public void OnOpen() => Thread.Sleep(1); } {{controller}}""");

    [Theory]
    [InlineData("await work; _ = work.Result;")]
    [InlineData("await Task.WhenAll(work, other); _ = work.Result + other.Result;")]
    [InlineData("if (work.IsCompletedSuccessfully) _ = work.Result;")]
    [InlineData("_ = value.IsCompleted ? value.Result : await value;")]
    public Task The_result_of_a_completed_task_may_be_read(string code) => Diagnosis.IsNone(Controller(code));

    [Theory]
    [InlineData("await Task.Delay(1);")]
    [InlineData("await Task.Run(() => Thread.Sleep(1));")]
    [InlineData("_ = new Answer().Result;")]
    public Task What_does_not_block_the_handler_is_fine(string code) => Diagnosis.IsNone(Controller(code));

    [Theory]
    [InlineData("public static void Configure(WsOptions options) => Thread.Sleep(1);")]
    [InlineData("public void Elsewhere() => Thread.Sleep(1);")]
    public Task Another_method_may_block(string method) => Diagnosis.IsNone($$"""[WsRoute("/ws")] public class C { {{method}} }""");

    private static string Controller(string code) =>
        $$"""
        public class Answer { public int Result => 42; }

        [WsRoute("/ws")]
        public class C(Task<int> work, Task<int> other, ValueTask<int> value)
        {
            public async Task OnOpen()
            {
                await Task.Yield();
                {{code}}
            }

            public object State() => (work, other, value);
        }
        """;
}
