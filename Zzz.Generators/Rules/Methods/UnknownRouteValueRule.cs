using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Parsing;
using Zzz.Generators.Routing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A <c>ws.Param("…")</c> that is always null, because the controller's pattern has no such parameter.</summary>
internal sealed class UnknownRouteValueRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6004",
        "A route value is not in the pattern",
        "The pattern '{0}' has no parameter '{1}', so this is null: {2}");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method) =>
        method is { IsInherited: false, Class.Pattern: RoutePattern { Mistake: null } pattern }
        ? from operation in method.Operations
          let name = NameAskedFor(operation)
          where name is not null && !pattern.Parameters.Contains((string)name.ConstantValue.Value!, StringComparer.OrdinalIgnoreCase)
          select At(name, method.Class.PatternAsWritten, name.ConstantValue.Value!, Remedy(pattern))
        : [];

    private static IOperation? NameAskedFor(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "Param", Arguments: [{ Value: { } name }] } call
        && call.TargetMethod.ContainingType.Is(KnownTypes.WsConnection)
        && name.ConstantValue is { HasValue: true, Value: string }
            ? name
            : null;

    private static string Remedy(RoutePattern pattern) => pattern.Parameters.IsEmpty
        ? "it has none; use QueryParam for values after the '?'"
        : $"it has {string.Join(" and ", pattern.Parameters.Select(name => $"'{name}'"))}";
}
