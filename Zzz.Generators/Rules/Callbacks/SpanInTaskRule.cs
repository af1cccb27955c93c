using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A span in a handler that may still run after it has returned, when the span's memory is no longer valid.</summary>
internal sealed class SpanInTaskRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3010",
        "A handler that returns a task takes a span",
        "'{0}.{1}' returns {3}, and a span does not outlive the first await: take 'ReadOnlyMemory<byte> {2}'");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Argument == Argument.ByteSpan && (callback.Method.IsAsync || callback.Method.ReturnType.IsTask() || IsStream(callback));

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [marked.Type.Name, callback.Method.Name, parameter.Symbol.Name, IsStream(callback) ? "a stream" : "a task"];

    private static bool IsStream(Callback callback) => callback.Returns is { IsStream: true };
}
