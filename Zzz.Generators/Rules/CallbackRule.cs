using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>A mistake that a callback can have on its own, at one place.</summary>
internal abstract class CallbackRule(DiagnosticDescriptor descriptor) : ControllerRule(descriptor)
{
    public sealed override IEnumerable<Diagnostic> Check(Controller controller)
    {
        foreach (Callback callback in controller.Callbacks)
            if (IsBroken(callback)) yield return At(callback.Method, controller, [NameOf(callback, controller), .. Details(callback)]);
    }

    protected abstract bool IsBroken(Callback callback);

    /// <summary>What the message says beside the callback's name.</summary>
    protected virtual object[] Details(Callback callback) => [];

    private static string NameOf(Callback callback, Controller controller) => $"{controller.Type.Name}.{callback.Method.Name}";
}
