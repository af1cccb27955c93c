using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;
using Zzz.Generators.Rules.Channels;

namespace Zzz.CodeFixes;

/// <summary>Marks an event handler with <c>[On]</c>, for an event named after the method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnmarkedHandlerFix() : DiagnosticFix<MethodDeclarationSyntax>("ZZZ7008")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => $"Add [On(\"{EventIn(diagnostic)}\")]";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        editor.AddAttribute(node, KnownTypes.OnAttribute, EventIn(diagnostic));
        return editor.GetChangedDocument().Project.Solution;
    }

    private static string EventIn(Diagnostic diagnostic) => diagnostic.Properties[UnmarkedHandlerRule.EventName]!;
}
