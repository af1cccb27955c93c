using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Zzz.Tests.Architecture;

/// <summary>Finds every type that sources refer to: by name, through a member of it, or as what an expression is.</summary>
internal static class References
{
    public static IEnumerable<Reference> In(Compilation compilation, Func<string, bool> files) =>
        compilation.SyntaxTrees.Where(tree => files(tree.FilePath)).SelectMany(tree => In(tree, compilation.GetSemanticModel(tree))).Distinct();

    private static IEnumerable<Reference> In(SyntaxTree tree, SemanticModel model) =>
        from node in tree.GetRoot().DescendantNodes()
        where node is ExpressionSyntax && !node.Ancestors().OfType<UsingDirectiveSyntax>().Any()
        from type in TypesOf(node, model)
        select new Reference(tree.FilePath, tree.GetLineSpan(node.Span).StartLinePosition.Line + 1, type);

    private static IEnumerable<INamedTypeSymbol> TypesOf(SyntaxNode node, SemanticModel model) =>
        ((ITypeSymbol?[])[Owner(model.GetSymbolInfo(node).Symbol), IsDropped(node) ? null : model.GetTypeInfo(node).Type]).SelectMany(Parts);

    /// <summary>A value that nobody takes is no use of its type.</summary>
    private static bool IsDropped(SyntaxNode node) =>
        node.Parent is ExpressionStatementSyntax || (node.Parent is AwaitExpressionSyntax && IsDropped(node.Parent));

    private static ITypeSymbol? Owner(ISymbol? symbol) => symbol as ITypeSymbol ?? symbol?.ContainingType;

    /// <summary>A type, its type arguments, and what it is an array of.</summary>
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IErrorTypeSymbol => [],
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };
}
