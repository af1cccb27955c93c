using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>Two parameters that would have the same argument.</summary>
internal sealed class RepeatedParameterRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3008",
        "A callback takes the same value twice",
        "'{0}.{1}' takes {2} twice: remove '{3}'");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked)
    {
        if (WhatIsGiven(parameter.Argument) is not { } given) return false;
        for (int i = 0; i < parameter.Symbol.Ordinal; i++)
            if (WhatIsGiven(callback.Parameters[i].Argument) == given) return true;
        return false;
    }

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [marked.Type.Name, callback.Method.Name, WhatIsGiven(parameter.Argument)!, parameter.Symbol.Name];

    private static string? WhatIsGiven(Argument? argument) => argument switch
    {
        null => null,
        Argument.Options => "the options",
        Argument.Connection => "the connection",
        Argument.HttpContext => "the request",
        Argument.User => "the user",
        Argument.Socket => "the socket",
        Argument.ReplyTo => "the reply",
        Argument.Closed => "the end of the connection",
        Argument.Exception => "the exception",
        Argument.CloseCode => "the close code",
        Argument.CloseReason => "the reason",
        { } payload when payload.IsPayload() => "the message",
        _ => null,
    };
}
