using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators.Rules.Channels;

namespace Zzz.CodeFixes;

/// <summary>Moves a hidden channel before the one that hides it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class HiddenChannelFix() : DiagnosticFix<AttributeArgumentSyntax>("ZZZ7003")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Name it first";

    /// <inheritdoc/>
    protected override bool Applies(AttributeArgumentSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.ContainsKey(HiddenChannelRule.HidingIndex) && IndexOf(node) > 0;

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, AttributeArgumentSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var list = (AttributeArgumentListSyntax)node.Parent!;
        // The pattern of the route comes before its channels.
        int hiding = int.Parse(diagnostic.Properties[HiddenChannelRule.HidingIndex]!, CultureInfo.InvariantCulture) + 1;
        int hidden = IndexOf(node);
        editor.ReplaceNode(list, list.ReplaceNodes(
            list.Arguments.Skip(hiding).Take(hidden - hiding + 1),
            (argument, _) => Moved(list.Arguments, list.Arguments.IndexOf(argument), hiding, hidden).WithTriviaFrom(argument)));
        return editor.GetChangedDocument().Project.Solution;
    }

    /// <summary>Returns the index of the argument that names the channel, or 0 if no argument names only that channel.</summary>
    private static int IndexOf(AttributeArgumentSyntax node) => ((AttributeArgumentListSyntax)node.Parent!).Arguments.IndexOf(node);

    /// <summary>
    /// Returns the new argument at an index: the hidden channel moves to the place of the hiding one, and those in between move one place back.
    /// </summary>
    private static AttributeArgumentSyntax Moved(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, int place, int hiding, int hidden) =>
        arguments[place == hiding ? hidden : place - 1];
}
