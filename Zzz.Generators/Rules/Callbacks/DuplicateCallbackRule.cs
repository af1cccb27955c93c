using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>Several overloads of a callback, so that it is not clear which one to call.</summary>
internal sealed class DuplicateCallbackRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3006",
        "A callback is declared twice",
        "'{0}' has {1} methods called '{2}', and only one can be the callback: keep that one, and give the others another name");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
        {
            if (callback.Kind == CallbackKind.OnEvent || ReferenceEquals(callback, marked.FirstOf(callback.Kind))) continue;
            int overloads = marked.Callbacks.Count(overload => overload.Kind == callback.Kind);
            yield return At(callback.Method, marked, marked.Type.Name, overloads, callback.Kind);
        }
    }
}
