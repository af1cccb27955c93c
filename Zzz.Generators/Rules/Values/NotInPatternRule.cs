using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Values;

/// <summary>A parameter that looks like a route value, although the pattern has no value of its name.</summary>
internal sealed class NotInPatternRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ4001",
        "A parameter looks like a route value that the pattern does not have",
        "'{0}' is not in the pattern '{1}': {2}write {{{0}}} there, or {3}");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Mistake == ParameterMistake.NotInPattern && marked.Pattern.Mistake is null;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [parameter.Symbol.Name, marked.PatternAsWritten, Instead(parameter, callback), Elsewhere(callback.Kind)];

    private static string Elsewhere(CallbackKind kind) => kind.IsOfChannel()
        ? "take it as a member of a type for JSON"
        : "say where it comes from, as with [FromQuery]";

    private static string Instead(CallbackParameter parameter, Callback callback) =>
        CouldBeCloseCode(parameter, callback) ? $"for the close code write 'WsCloseCode {parameter.Symbol.Name}'; otherwise " : "";

    private static bool CouldBeCloseCode(CallbackParameter parameter, Callback callback) =>
        callback.Kind == CallbackKind.OnClose
        && parameter.Symbol.Type.WithoutNullable().SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
        && callback.Parameters.All(other => other.Argument != Argument.CloseCode);
}
