using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Methods;

/// <summary>Finds the tasks whose result is already there, so that reading it does not block.</summary>
internal static class TaskCompletion
{
    /// <summary>Whether the task whose result the operation reads was awaited, or was checked for completion, earlier in the method.</summary>
    public static bool IsKnown(IOperation operation, MarkedMethod method) =>
        SymbolOf(TaskOf(operation)) is { } task
        && method.Operations.Any(earlier => earlier.Syntax.SpanStart < operation.Syntax.SpanStart && Completes(earlier, task));

    private static bool Completes(IOperation operation, ISymbol task) => operation switch
    {
        IAwaitOperation => operation.Descendants().Any(part => Refers(part, task)),
        IPropertyReferenceOperation property =>
            property.Property.Name.StartsWith("IsCompleted", StringComparison.Ordinal) && Refers(property.Instance, task),
        _ => false,
    };

    private static IOperation? TaskOf(IOperation? operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result" } result => result.Instance,
        IInvocationOperation { Instance: { } instance } => TaskOf(instance),
        _ => operation,
    };

    private static bool Refers(IOperation? operation, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(SymbolOf(operation), symbol);

    private static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };
}
