using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;

namespace Zzz.CodeFixes;

/// <summary>Changes a span parameter to memory, and uses the memory's <c>Span</c> where the code needs a span.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SpanInTaskFix() : DiagnosticFix<ParameterSyntax>("ZZZ3010")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Take 'ReadOnlyMemory<byte>'";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, ParameterSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (IdentifierNameSyntax use in UsesOf(node, editor.SemanticModel, cancellation))
            editor.ReplaceNode(use, editor.Generator.MemberAccessExpression(use.WithoutTrivia(), "Span").WithTriviaFrom(use));
        editor.ReplaceNode(node.Type!, MemoryOfBytes(editor).WithTriviaFrom(node.Type!));
        return editor.GetChangedDocument().Project.Solution;
    }

    private static SyntaxNode MemoryOfBytes(DocumentEditor editor)
    {
        Compilation compilation = editor.SemanticModel.Compilation;
        INamedTypeSymbol memory = compilation.GetTypeByMetadataName(KnownTypes.ReadOnlyMemory)!;
        return editor.Generator.TypeExpression(memory.Construct(compilation.GetSpecialType(SpecialType.System_Byte)));
    }

    private static IEnumerable<IdentifierNameSyntax> UsesOf(ParameterSyntax node, SemanticModel model, CancellationToken cancellation)
    {
        ISymbol parameter = model.GetDeclaredSymbol(node, cancellation)!;
        return node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!
            .DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Name && !IsOfMemoryToo(name))
            .Where(name => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, parameter));
    }

    /// <summary>Whether the accessed member has the same name and meaning for a span and for memory.</summary>
    private static bool IsOfMemoryToo(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "IsEmpty" or "ToArray" } member
        && member.Expression == name;
}
