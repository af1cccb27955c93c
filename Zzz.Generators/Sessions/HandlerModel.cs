using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>How one callback is called.</summary>
/// <param name="Kind">Which callback it is.</param>
/// <param name="StaticOwner">The class that a static callback is called on, as code writes it; null for an instance method.</param>
/// <param name="Signature">What the user calls it, as in <c>EchoController.OnMessage(ws, text)</c>.</param>
/// <param name="Arguments">What it is given, in its parameters' order.</param>
/// <param name="Returns">What it returns.</param>
internal sealed record HandlerModel(
    CallbackKind Kind,
    string? StaticOwner,
    string Signature,
    EquatableArray<Argument> Arguments,
    CallbackReturn Returns)
{
    public bool IsStatic => StaticOwner is not null;

    /// <summary>Whether it takes text messages only.</summary>
    public bool TakesTextOnly => Arguments.Contains(Argument.Text);
}
