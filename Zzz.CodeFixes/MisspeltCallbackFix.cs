using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Zzz.Generators.Rules.Callbacks;

namespace Zzz.CodeFixes;

/// <summary>Renames a misspelt callback, and every reference to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MisspeltCallbackFix() : DiagnosticFix<MethodDeclarationSyntax>("ZZZ6001")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => $"Rename it to '{NameIn(diagnostic)}'";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        ISymbol method = model!.GetDeclaredSymbol(node, cancellation)!;
        return await Renamer
            .RenameSymbolAsync(document.Project.Solution, method, new SymbolRenameOptions(), NameIn(diagnostic), cancellation)
            .ConfigureAwait(false);
    }

    private static string NameIn(Diagnostic diagnostic) => diagnostic.Properties[MisspeltCallbackRule.RightName]!;
}
