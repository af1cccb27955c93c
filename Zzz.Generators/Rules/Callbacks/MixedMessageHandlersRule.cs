using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>An <c>OnMessage</c> next to an <c>OnText</c> or <c>OnBinary</c>, so that a message would have two handlers.</summary>
internal sealed class MixedMessageHandlersRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3030",
        "OnMessage is combined with OnText or OnBinary",
        "'{0}' has both '{1}' and 'OnMessage', which gets every message: keep OnMessage, or OnText and OnBinary");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked.FirstOf(CallbackKind.OnMessage) is null) yield break;
        foreach (Callback callback in marked.Callbacks)
        {
            if (callback.Kind is CallbackKind.OnText or CallbackKind.OnBinary)
                yield return At(callback.Method, marked, marked.Type.Name, callback.Kind);
        }
    }
}
