using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>Finds the values that code stores where they outlive the method: in members, in collections, and in work that is not awaited.</summary>
internal static class LongLived
{
    private static readonly HashSet<string> AddingMethods =
    [
        "Add", "TryAdd", "AddFirst", "AddLast", "AddOrUpdate", "GetOrAdd", "Insert", "Enqueue", "Push", "TryUpdate",
    ];

    /// <summary>Returns the values that outlive the method if this operation runs.</summary>
    public static IEnumerable<IOperation> ValuesIn(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation assignment when IsKept(assignment.Target) => [assignment.Value],
        ICoalesceAssignmentOperation assignment when IsKept(assignment.Target) => [assignment.Value],
        IEventAssignmentOperation { EventReference: IEventReferenceOperation handled } added when IsKept(handled) => [added.HandlerValue],
        IInvocationOperation call when Adds(call) || StartsWork(call) => call.Arguments.Select(argument => argument.Value),
        IObjectCreationOperation creation when creation.Type.Is(KnownTypes.Thread) || creation.Type.Is(KnownTypes.Timer) =>
            creation.Arguments.Select(argument => argument.Value),
        _ => [],
    };

    /// <summary>Whether a target belongs to the controller or to a class, rather than to an object that may not outlive the method.</summary>
    private static bool IsKept(IOperation? target) => target switch
    {
        IMemberReferenceOperation { Member.IsStatic: true } => true,
        IMemberReferenceOperation member => IsKept(member.Instance),
        IArrayElementReferenceOperation element => IsKept(element.ArrayReference),
        IConditionalAccessInstanceOperation => IsKept(ConditionalTarget(target)),
        IInstanceReferenceOperation instance => instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance,
        // A parameter of a primary constructor, which the compiler keeps in a field.
        IParameterReferenceOperation parameter => parameter.Parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor },
        _ => false,
    };

    private static IOperation? ConditionalTarget(IOperation target)
    {
        IOperation? outer = target.Parent;
        while (outer is not (null or IConditionalAccessOperation)) outer = outer.Parent;
        return (outer as IConditionalAccessOperation)?.Operation;
    }

    private static bool Adds(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Assign", ContainingType: var type } => type.Is(KnownTypes.WsConnection) || type.Is(KnownTypes.ChannelSocket),
        { Name: "TryWrite" or "WriteAsync", ContainingType: var type } => type.Is(KnownTypes.ChannelWriter),
        var method => AddingMethods.Contains(method.Name) && IsCollection(method.ContainingType) && IsKept(call.Instance),
    };

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    /// <summary>
    /// Whether a call starts work that may outlive the handler. A task that is awaited or returned ends before the handler's own does; nothing is
    /// known about a task that is stored.
    /// </summary>
    private static bool StartsWork(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(KnownTypes.ThreadPool) || (call.Type.IsTask() && IsDiscarded(call));

    private static bool IsDiscarded(IOperation call) => call.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        // As in Task.Run(…).ContinueWith(…).
        IInvocationOperation next => next.Instance == call && next.Type.IsTask() && IsDiscarded(next),
        IConversionOperation conversion => IsDiscarded(conversion),
        _ => false,
    };
}
