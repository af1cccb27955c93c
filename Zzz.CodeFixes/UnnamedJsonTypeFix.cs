using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Zzz.Generators.Analyzers;

namespace Zzz.CodeFixes;

/// <summary>Lists a type on the project's <c>JsonSerializerContext</c>, and writes that context if there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnnamedJsonTypeFix : CodeFixProvider
{
    private static readonly FixAllTogether All = new("Add [JsonSerializable] for all types", JsonContextEdit.CanName, JsonContextEdit.NameAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ZZZ4003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(JsonContextEdit.CanName))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Add [JsonSerializable(typeof({NameIn(diagnostic)}))]",
                    cancellation => JsonContextEdit.NameAsync([diagnostic], context.Document.Project, cancellation),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static string NameIn(Diagnostic diagnostic) => diagnostic.Properties[UnnamedJsonTypeAnalyzer.TypeName]!.Replace("global::", "");
}
