using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators.Parsing;

namespace Zzz.CodeFixes;

/// <summary>Makes a controller internal, as well as each class around it that hides it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InaccessibleControllerFix() : DiagnosticFix<TypeDeclarationSyntax>("ZZZ1003")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Make it internal";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, TypeDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var editor = new SolutionEditor(document.Project.Solution);
        for (INamedTypeSymbol? type = model!.GetDeclaredSymbol(node, cancellation); type is not null; type = type.ContainingType)
        {
            if (!type.IsFileLocal && type.IsAccessibleIn(type.ContainingAssembly)) continue;
            foreach (SyntaxNode part in await PartsToChangeAsync(type, cancellation).ConfigureAwait(false))
                MakeInternal(part, await editor.GetDocumentEditorAsync(document.Project.GetDocument(part.SyntaxTree)!.Id, cancellation).ConfigureAwait(false));
        }

        return editor.GetChangedSolution();
    }

    /// <summary>Returns the parts of a partial class that state its accessibility, or the first part if none does.</summary>
    private static async Task<IEnumerable<SyntaxNode>> PartsToChangeAsync(INamedTypeSymbol type, CancellationToken cancellation)
    {
        SyntaxNode[] parts = await Task.WhenAll(type.DeclaringSyntaxReferences.Select(part => part.GetSyntaxAsync(cancellation))).ConfigureAwait(false);
        SyntaxNode[] outspoken = [.. parts.Where(part => ((TypeDeclarationSyntax)part).Modifiers.Any(IsAccessibility))];
        return outspoken.Length > 0 ? outspoken : parts.Take(1);
    }

    private static bool IsAccessibility(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.FileKeyword;

    private static void MakeInternal(SyntaxNode type, DocumentEditor editor)
    {
        DeclarationModifiers modifiers = editor.Generator.GetModifiers(type);
        if (modifiers.IsFile) editor.SetModifiers(type, modifiers.WithIsFile(false));
        else editor.SetAccessibility(type, Accessibility.Internal);
    }
}
