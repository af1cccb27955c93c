using System.Collections.Immutable;
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
            {
                if (!IsBroken(parameter, callback, marked)) continue;
                yield return Diagnostic.Create(
                    Descriptor, PlaceOf(parameter.Symbol, marked), PropertiesOf(parameter, callback), Details(parameter, callback, marked));
            }
        }
    }

    public sealed override bool IsBrokenBy(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
        {
            foreach (CallbackParameter parameter in callback.Parameters)
                if (IsBroken(parameter, callback, marked)) return true;
        }

        return false;
    }

    protected abstract bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked);

    /// <summary>Returns properties of the diagnostic that a code fix needs.</summary>
    protected virtual ImmutableDictionary<string, string?>? PropertiesOf(CallbackParameter parameter, Callback callback) => null;

    /// <summary>Returns the arguments of the message.</summary>
    protected abstract object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked);
}
