using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Methods;

/// <summary>A <c>RecoverAsync</c> of a client that has already joined.</summary>
internal sealed class RecoveryAfterJoinRule() : MethodRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ7013",
        "RecoverAsync is called after the join",
        "'{0}' runs after the client has joined, and there RecoverAsync throws an exception: call it in OnJoin");

    public override IEnumerable<Diagnostic> Check(MarkedMethod method) =>
        from operation in method.Operations
        where IsBrokenBy(operation, method)
        select At(operation, method.Name);

    /// <summary>Whether an operation recovers the client of an event handler or of <c>OnLeave</c>.</summary>
    public static bool IsBrokenBy(IOperation operation, MarkedMethod method) =>
        method.Handler?.Kind is CallbackKind.OnEvent or CallbackKind.OnLeave
        && IsRecovery(operation)
        && operation is IInvocationOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } }
        && SymbolEqualityComparer.Default.Equals(owner, method.Symbol);

    public static bool IsRecovery(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "RecoverAsync", ContainingType: var type } } && type.Is(KnownTypes.ChannelSocket);
}
