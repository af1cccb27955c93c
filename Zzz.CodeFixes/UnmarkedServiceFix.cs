using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Zzz.Generators;
using Zzz.Generators.Rules;

namespace Zzz.CodeFixes;

/// <summary>Marks a parameter that Zzz cannot supply, or that may be a value or a payload as well, as a service.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnmarkedServiceFix() : DiagnosticFix<ParameterSyntax>("ZZZ3001", "ZZZ4002", "ZZZ4003", "ZZZ4004")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Add [FromServices]";

    /// <inheritdoc/>
    protected override bool Applies(ParameterSyntax node, Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(Rule.MayBeService);

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, ParameterSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var added = new SyntaxAnnotation();
        INamedTypeSymbol type = editor.SemanticModel.Compilation.GetTypeByMetadataName(KnownTypes.FromServicesAttribute)!;
        SyntaxNode attribute = editor.Generator.Attribute(editor.Generator.TypeExpression(type));
        editor.AddAttribute(node, attribute.WithAdditionalAnnotations(added, Simplifier.Annotation));
        Document changed = await ImportAdder.AddImportsAsync(editor.GetChangedDocument(), added, cancellationToken: cancellation).ConfigureAwait(false);
        return changed.Project.Solution;
    }
}
