using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>Two parameters that would be given the same.</summary>
internal sealed class RepeatedParameterRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3008",
        "A callback takes the same thing twice",
        "'{0}.{1}' takes {2} twice: remove '{3}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3008"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        from callback in controller.Callbacks
        from same in callback.Parameters.GroupBy(parameter => WhatIsGiven(parameter.Argument))
        where same.Key is not null
        from repeated in same.Skip(1)
        select At(repeated.Symbol, controller, controller.Type.Name, callback.Kind, same.Key, repeated.Symbol.Name);

    private static string? WhatIsGiven(Argument? argument) => argument switch
    {
        null => null,
        Argument.Options => "the options",
        Argument.Connection => "the connection",
        Argument.HttpContext => "the request",
        Argument.User => "the user",
        Argument.Closed => "the end of the connection",
        Argument.Exception => "the exception",
        Argument.CloseCode => "the close code",
        Argument.CloseReason => "the reason",
        { } payload when payload.IsPayload() => "the message",
        _ => null,
    };
}
