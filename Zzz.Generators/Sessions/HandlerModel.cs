using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>How one callback is called.</summary>
/// <param name="Kind">Which callback it is.</param>
/// <param name="StaticOwner">The class that a static callback is called on, as code writes it; null for an instance method.</param>
/// <param name="Signature">What the user calls it, as in <c>EchoController.OnMessage(ws, text)</c>.</param>
/// <param name="Arguments">What it is given, in its parameters' order, as code writes it.</param>
/// <param name="TakesTextOnly">Whether it can be given text messages only.</param>
/// <param name="Returns">What it returns.</param>
internal sealed record HandlerModel(
    CallbackKind Kind,
    string? StaticOwner,
    string Signature,
    EquatableArray<string> Arguments,
    bool TakesTextOnly,
    ReturnModel Returns)
{
    public bool IsStatic => StaticOwner is not null;

    /// <summary>The call, as code writes it.</summary>
    public string Call => $"{StaticOwner ?? "controller"}.{Kind}({string.Join(", ", Arguments)})";
}
