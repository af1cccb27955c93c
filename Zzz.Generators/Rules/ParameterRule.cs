using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>A mistake that a parameter of a callback can have.</summary>
internal abstract class ParameterRule(DiagnosticDescriptor descriptor) : ClassRule(descriptor)
{
    public sealed override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
        {
            foreach (CallbackParameter parameter in callback.Parameters)
                if (IsBroken(parameter, callback, marked)) yield return At(parameter.Symbol, marked, Details(parameter, callback, marked));
        }
    }

    protected abstract bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked);

    /// <summary>What the message is made of.</summary>
    protected abstract object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked);
}
