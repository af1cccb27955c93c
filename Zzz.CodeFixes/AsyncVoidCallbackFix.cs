using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;

namespace Zzz.CodeFixes;

/// <summary>Makes an <c>async void</c> callback return a <c>Task</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AsyncVoidCallbackFix() : DiagnosticFix<MethodDeclarationSyntax>("ZZZ3005")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Return 'Task'";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        INamedTypeSymbol task = editor.SemanticModel.Compilation.GetTypeByMetadataName(KnownTypes.Task)!;
        editor.SetType(node, editor.Generator.TypeExpression(task).WithTriviaFrom(node.ReturnType));
        return editor.GetChangedDocument().Project.Solution;
    }
}
