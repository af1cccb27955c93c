using Xunit;

namespace Zzz.Tests.Generators.Rules;

public class SpanInTaskRuleTests
{
    [Theory]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    public Task A_span_in_a_handler_that_returns_a_task_is_reported(string task) => Diagnosis.Is(
        $$"""[WsRoute("/ws")] public class C { public {{task}} OnMessage(ReadOnlySpan<byte> [|bytes|]) => default!; }""",
        "ZZZ3010: 'C.OnMessage' returns a task, and a span does not outlive the first await: take 'ReadOnlyMemory<byte> bytes'");
}
