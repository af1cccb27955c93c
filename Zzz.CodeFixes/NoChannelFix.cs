using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;
using Zzz.Generators.Rules.Channels;

namespace Zzz.CodeFixes;

/// <summary>Marks a class that a route lists with <c>[Channel]</c>, for the topics that the class's name suggests.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NoChannelFix() : DiagnosticFix<TypeOfExpressionSyntax>("ZZZ7002")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => $"Mark it with [Channel(\"{TopicIn(diagnostic)}\")]";

    /// <inheritdoc/>
    protected override bool Applies(TypeOfExpressionSyntax node, Diagnostic diagnostic) => TopicIn(diagnostic) is not null;

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, TypeOfExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        ISymbol channel = model.GetSymbolInfo(node.Type, cancellation).Symbol!;
        SyntaxNode type = await channel.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellation).ConfigureAwait(false);

        DocumentEditor editor = await DocumentEditor.CreateAsync(document.Project.GetDocument(type.SyntaxTree)!, cancellation).ConfigureAwait(false);
        editor.AddAttribute(type, KnownTypes.ChannelAttribute, TopicIn(diagnostic)!);
        return editor.GetChangedDocument().Project.Solution;
    }

    private static string? TopicIn(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(NoChannelRule.Topic, out string? topic) ? topic : null;
}
