using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules;

/// <summary>A mistake that a parameter of a callback can have.</summary>
internal abstract class ParameterRule(DiagnosticDescriptor descriptor) : ControllerRule(descriptor)
{
    public sealed override IEnumerable<Diagnostic> Check(Controller controller)
    {
        foreach (Callback callback in controller.Callbacks)
        {
            foreach (CallbackParameter parameter in callback.Parameters)
                if (IsBroken(parameter, callback, controller)) yield return At(parameter.Symbol, controller, Details(parameter, callback, controller));
        }
    }

    protected abstract bool IsBroken(CallbackParameter parameter, Callback callback, Controller controller);

    /// <summary>What the message is made of.</summary>
    protected abstract object[] Details(CallbackParameter parameter, Callback callback, Controller controller);
}
