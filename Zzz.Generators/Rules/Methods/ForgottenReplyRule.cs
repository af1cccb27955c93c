using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A handler that can end without using its <c>ReplyTo</c>. No other code has the object, so the client would wait in vain.</summary>
internal sealed class ForgottenReplyRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ7009",
        "An event handler can end without its reply",
        "'{0}' can end without using '{1}', and its client would wait in vain: call '{1}.Ok()' or '{1}.Error(…)' on each path, or return a Reply instead");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method)
    {
        if (method.Handler is not { AnswersItself: true } handler || BodyOf(method) is not { } body) yield break;
        foreach (CallbackParameter reply in handler.Parameters.Where(parameter => parameter.Argument == Argument.ReplyTo))
        {
            if (new PathSearch(ControlFlowGraph.Create(body), reply.Symbol).CanEnd)
                yield return Diagnostic.Create(Broken, reply.Symbol.Locations[0], method.Name, reply.Symbol.Name);
        }
    }

    private static IMethodBodyOperation? BodyOf(MarkedMethod method) =>
        method.Blocks.Select(block => block.Parent).OfType<IMethodBodyOperation>().FirstOrDefault();
}
