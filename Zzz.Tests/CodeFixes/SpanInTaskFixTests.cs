using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class SpanInTaskFixTests
{
    [Theory]
    [InlineData(
        "Task OnMessage(WsConnection ws, ReadOnlySpan<byte> bytes) => ws.SendBinaryAsync(bytes.ToArray()).AsTask();",
        "Task OnMessage(WsConnection ws, ReadOnlyMemory<byte> bytes) => ws.SendBinaryAsync(bytes.ToArray()).AsTask();")]
    [InlineData(
        "ValueTask OnMessage(WsConnection ws, ReadOnlySpan<byte> bytes) { ws.SendBinary(bytes); return default; }",
        "ValueTask OnMessage(WsConnection ws, ReadOnlyMemory<byte> bytes) { ws.SendBinary(bytes.Span); return default; }")]
    [InlineData(
        "async Task OnMessage(WsConnection ws, ReadOnlySpan<byte> bytes) { if (bytes.Length > 0 && bytes[0] == 1) ws.SendBinary(bytes[1..]); await Task.Yield(); }",
        "async Task OnMessage(WsConnection ws, ReadOnlyMemory<byte> bytes) { if (bytes.Length > 0 && bytes.Span[0] == 1) ws.SendBinary(bytes.Span[1..]); await Task.Yield(); }")]
    public Task The_handler_takes_memory_and_its_span_where_it_needs_one(string before, string after) =>
        Fixing.Turns(new SpanInTaskFix(), Controller("C", before), Controller("C", after));

    [Fact]
    public Task All_are_fixed_at_once() => Fixing.TurnsAll(
        new SpanInTaskFix(),
        [.. new[] { "A", "B" }.Select(name => (
            Controller(name, "Task OnMessage(ReadOnlySpan<byte> bytes) => Task.FromResult(bytes.Length);"),
            Controller(name, "Task OnMessage(ReadOnlyMemory<byte> bytes) => Task.FromResult(bytes.Length);")))]);

    private static string Controller(string name, string method) => $$"""[WsRoute("/ws/{{name}}")] public class {{name}} { public {{method}} }""";
}
