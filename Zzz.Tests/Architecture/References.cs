using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Zzz.Tests.Architecture;

/// <summary>Finds every type to which sources refer: by name, through a member of the type, or as the type of an expression.</summary>
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

    /// <summary>Whether a value is discarded, which does not count as a use of its type.</summary>
    private static bool IsDropped(SyntaxNode node) =>
        node.Parent is ExpressionStatementSyntax || (node.Parent is AwaitExpressionSyntax && IsDropped(node.Parent));

    private static ITypeSymbol? Owner(ISymbol? symbol) => symbol as ITypeSymbol ?? symbol?.ContainingType;

    /// <summary>Returns a type, its type arguments, and its element type if it is an array.</summary>
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IErrorTypeSymbol => [],
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };
}
