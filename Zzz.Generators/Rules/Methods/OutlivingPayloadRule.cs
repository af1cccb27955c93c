using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A payload that is stored or used after its handler's task has completed, when its memory may contain another message.</summary>
internal sealed class OutlivingPayloadRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6002",
        "A payload outlives its handler",
        "'{0}' may be used after '{1}' has completed, when its memory may hold another message: copy it with ToArray() or GetText()");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method)
    {
        if (method.Handler is not { } handler) return [];

        var payload = PayloadMemory.Of(handler, method);
        return payload.IsEmpty
            ? []
            : method.Operations
                .SelectMany(LongLived.ValuesIn)
                .Select(payload.Within)
                .OfType<IOperation>()
                .Select(value => At(value, value.Syntax.ToString(), method.Name));
    }
}
