using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A parameter for which a callback has no value.</summary>
internal sealed class UnknownParameterRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3001",
        "A callback has a parameter that it cannot be given",
        "'{0}.{1}' cannot be given '{2}': it may take {3}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3001"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        from callback in controller.Callbacks
        from parameter in callback.Parameters
        where parameter.Argument is null && !SpanInTaskRule.IsBroken(callback, parameter.Symbol)
        select At(parameter.Symbol, controller, controller.Type.Name, callback.Kind, Display(parameter.Symbol), Allowed(callback.Kind));

    private static string Display(IParameterSymbol parameter) => parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Allowed(CallbackKind kind) => kind switch
    {
        CallbackKind.Configure => "WsOptions",
        CallbackKind.OnOpen => "WsConnection",
        CallbackKind.OnMessage => "WsConnection, and one of WsMessage, string and ReadOnlyMemory<byte>",
        _ => "WsConnection, WsCloseCode, and a string for the reason",
    };
}
