using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A handler that waits while it blocks its thread.</summary>
internal sealed class BlockingCallRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6003",
        "A handler blocks its thread",
        "'{0}' blocks its thread in '{1}', and all connections share a few threads: {2}");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method) => method.Handler is null
        ? []
        : from operation in method.Operations
          let member = BlockingMember(operation)
          where member is not null && RunsInHandler(operation) && !TaskCompletion.IsKnown(operation, method)
          select At(operation, method.Name, $"{member.ContainingType.Name}.{member.Name}", Instead(member));

    private static ISymbol? BlockingMember(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result" } result } when result.ContainingType.IsTask() => result,
        IInvocationOperation { TargetMethod: var method } when IsBlocking(method) => method,
        _ => null,
    };

    private static bool IsBlocking(IMethodSymbol method) => method.Name switch
    {
        "Wait" or "WaitAll" or "WaitAny" => method.ContainingType.IsTask(),
        "GetResult" => method.ContainingType.AllInterfaces.Any(type => type.Is(KnownTypes.NotifyCompletion)),
        "Sleep" => method.ContainingType.Is(KnownTypes.Thread),
        _ => false,
    };

    private static string Instead(ISymbol member) => member.Name switch
    {
        "Sleep" => "await Task.Delay",
        "WaitAll" => "await Task.WhenAll",
        "WaitAny" => "await Task.WhenAny",
        _ => "await the task",
    };

    /// <summary>Whether an operation runs in the handler itself. The code in a lambda may run on another thread.</summary>
    private static bool RunsInHandler(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
        return true;
    }
}
