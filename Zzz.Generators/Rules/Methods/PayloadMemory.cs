using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>Finds out which expressions in a handler refer to the payload's memory. Copies do not.</summary>
internal sealed class PayloadMemory
{
    private readonly HashSet<ISymbol> _names;
    private readonly MarkedMethod _method;

    private PayloadMemory(IEnumerable<ISymbol> parameters, MarkedMethod method)
    {
        _names = new HashSet<ISymbol>(parameters, SymbolEqualityComparer.Default);
        _method = method;
        if (!IsEmpty) FollowLocals();
    }

    /// <summary>Whether the handler takes no payload, or one that need not be copied.</summary>
    public bool IsEmpty => _names.Count == 0;

    public static PayloadMemory Of(Callback handler, MarkedMethod method) =>
        new(handler.Parameters.Where(parameter => parameter.Argument is Argument.Message or Argument.Bytes).Select(parameter => parameter.Symbol), method);

    /// <summary>
    /// Returns the part of a value that refers to the payload: the value itself, or a variable that a lambda captures. Null if there is none.
    /// </summary>
    public IOperation? Within(IOperation value) => Lies(value) ? value : Code(value)?.Descendants().FirstOrDefault(IsNamed);

    /// <summary>Adds each local variable, or parameter that is assigned to, whose values all refer to the payload.</summary>
    private void FollowLocals()
    {
        IGrouping<ISymbol, IOperation>[] assignments =
            [.. Assignments().GroupBy(pair => pair.Name, pair => pair.Value, SymbolEqualityComparer.Default)];
        foreach (IGrouping<ISymbol, IOperation> values in assignments)
        {
            if (values.All(Lies)) _names.Add(values.Key);
            else _names.Remove(values.Key);
        }
    }

    private IEnumerable<(ISymbol Name, IOperation Value)> Assignments()
    {
        foreach (IOperation operation in _method.Operations)
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } initial } declared) yield return (declared.Symbol, initial);
            if (operation is ISimpleAssignmentOperation assignment && NameOf(assignment.Target) is { } name) yield return (name, assignment.Value);
        }
    }

    private bool Lies(IOperation value) => value switch
    {
        IParameterReferenceOperation or ILocalReferenceOperation => IsNamed(value),
        // A user-defined conversion creates a new value.
        IConversionOperation { OperatorMethod: null } conversion => Lies(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Payload", Instance: { } message } => Lies(message),
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } whole } => Lies(whole),
        IImplicitIndexerReferenceOperation range => Lies(range.Instance),
        ITupleOperation tuple => tuple.Elements.Any(Lies),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Lies(choice.WhenTrue) || Lies(otherwise),
        IObjectCreationOperation creation => Holds(creation),
        _ => false,
    };

    /// <summary>
    /// Whether a new object holds payload memory. Messages, records and object initializers keep their parts as they are; other constructors may copy
    /// them.
    /// </summary>
    private bool Holds(IObjectCreationOperation creation) =>
        ((creation.Type!.IsRecord || creation.Type.Is(KnownTypes.WsMessage)) && creation.Arguments.Any(argument => Lies(argument.Value)))
        || (creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Any(member => Lies(member.Value)) ?? false);

    private IOperation? Code(IOperation value) => value switch
    {
        IConversionOperation conversion => Code(conversion.Operand),
        IDelegateCreationOperation creation => Code(creation.Target),
        IAnonymousFunctionOperation lambda => lambda.Body,
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference => _method.Operations
            .OfType<ILocalFunctionOperation>()
            .FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, reference.Method))?.Body,
        _ => null,
    };

    private bool IsNamed(IOperation operation) => NameOf(operation) is { } name && _names.Contains(name);

    private static ISymbol? NameOf(IOperation operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };
}
