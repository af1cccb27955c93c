using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>A mistake that a single callback can have, in one place.</summary>
internal abstract class CallbackRule(DiagnosticDescriptor descriptor) : ClassRule(descriptor)
{
    public sealed override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
            if (IsBroken(callback)) yield return At(callback.Method, marked, [NameOf(callback, marked), .. Details(callback)]);
    }

    public sealed override bool IsBrokenBy(MarkedClass marked)
    {
        foreach (Callback callback in marked.Callbacks)
            if (IsBroken(callback)) return true;
        return false;
    }

    protected abstract bool IsBroken(Callback callback);

    /// <summary>Returns the arguments of the message other than the callback's name.</summary>
    protected virtual object[] Details(Callback callback) => [];

    private static string NameOf(Callback callback, MarkedClass marked) => $"{marked.Type.Name}.{callback.Method.Name}";
}
