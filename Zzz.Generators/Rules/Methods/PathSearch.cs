using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Zzz.Generators.Rules.Methods;

/// <summary>Looks for a path through a method on which a parameter is not used. Paths that throw an exception do not count.</summary>
internal sealed class PathSearch(ControlFlowGraph graph, IParameterSymbol parameter)
{
    private readonly HashSet<int> _seen = [];
    private readonly Queue<BasicBlock> _open = new();

    /// <summary>Whether the method can end without using the parameter.</summary>
    public bool CanEnd
    {
        get
        {
            Visit(graph.Blocks[0]);
            while (_open.Count > 0)
            {
                BasicBlock block = _open.Dequeue();
                if (block.Kind == BasicBlockKind.Exit) return true;
                foreach (ControlFlowRegion handler in HandlersOf(block)) Visit(graph.Blocks[handler.FirstBlockOrdinal]);
                if (block.Operations.Any(Uses) || (block.BranchValue is { } value && Uses(value))) continue;
                if (!IsAlways(block, false)) Follow(block.ConditionalSuccessor);
                if (!IsAlways(block, true)) Follow(block.FallThroughSuccessor);
            }

            return false;
        }
    }

    /// <summary>Whether the condition at the end of a block is a constant, so that the conditional branch is always, or never, taken.</summary>
    private static bool IsAlways(BasicBlock block, bool taken) =>
        block.ConditionKind != ControlFlowConditionKind.None
        && block.BranchValue?.ConstantValue.Value is bool value
        && (value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue)) == taken;

    private void Visit(BasicBlock block)
    {
        if (_seen.Add(block.Ordinal)) _open.Enqueue(block);
    }

    private void Follow(ControlFlowBranch? branch)
    {
        if (branch?.Destination is { } next && !branch.FinallyRegions.Any(Uses)) Visit(next);
    }

    /// <summary>Returns the regions that may handle an exception from a block.</summary>
    private static IEnumerable<ControlFlowRegion> HandlersOf(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } whole }) continue;
            foreach (ControlFlowRegion handler in whole.NestedRegions.Where(handler => handler != region)) yield return handler;
        }
    }

    private bool Uses(ControlFlowRegion region) => Enumerable.Range(region.FirstBlockOrdinal, region.LastBlockOrdinal - region.FirstBlockOrdinal + 1)
        .Any(ordinal => graph.Blocks[ordinal].Operations.Any(Uses));

    private bool Uses(IOperation operation) => operation.DescendantsAndSelf().Any(part => part switch
    {
        IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter),
        IFlowAnonymousFunctionOperation function => IsNamedIn(function.Syntax),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } local } => IsNamedIn(local),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => IsNamedIn(local),
        _ => false,
    });

    private bool IsNamedIn(IMethodSymbol local) => local.DeclaringSyntaxReferences.Any(reference => IsNamedIn(reference.GetSyntax()));

    /// <summary>Whether a nested function names the parameter. The graph of a method does not contain its nested functions.</summary>
    private bool IsNamedIn(SyntaxNode function) =>
        function.DescendantNodes().Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name);
}
