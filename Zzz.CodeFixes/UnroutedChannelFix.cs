using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;
using Zzz.Generators.Analyzers;
using Zzz.Generators.Parsing;

namespace Zzz.CodeFixes;

/// <summary>Appends a channel to the route of the only socket. If there are several sockets, the user has to choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnroutedChannelFix() : DiagnosticFix<TypeDeclarationSyntax>("ZZZ6007")
{
    private static readonly FixAllTogether All = new("Add all channels to the [ChannelRoute]", HasPlace, NameAsync);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) =>
        $"Add it to the [ChannelRoute] of '{diagnostic.Properties[UnroutedChannelAnalyzer.OnlySocket]!.Split('.', '+').Last()}'";

    /// <inheritdoc/>
    protected override bool Applies(TypeDeclarationSyntax node, Diagnostic diagnostic) => HasPlace(diagnostic);

    /// <inheritdoc/>
    protected override Task<Solution> FixAsync(
        Document document, TypeDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation) =>
        NameAsync([diagnostic], document.Project, cancellation);

    private static bool HasPlace(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(UnroutedChannelAnalyzer.OnlySocket);

    /// <summary>Adds channels to the <c>[ChannelRoute]</c> of the only socket, which can take all of them.</summary>
    private static async Task<Solution> NameAsync(ImmutableArray<Diagnostic> diagnostics, Project project, CancellationToken cancellation)
    {
        Compilation compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode route = await RouteOf(TypeIn(UnroutedChannelAnalyzer.OnlySocket, diagnostics[0], compilation))
            .GetSyntaxAsync(cancellation)
            .ConfigureAwait(false);

        DocumentEditor editor = await DocumentEditor.CreateAsync(project.GetDocument(route.SyntaxTree)!, cancellation).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Properties[UnroutedChannelAnalyzer.Channel], StringComparer.Ordinal))
        {
            SyntaxNode channel = editor.Generator.TypeExpression(TypeIn(UnroutedChannelAnalyzer.Channel, diagnostic, compilation));
            editor.AddAttributeArgument(route, editor.Generator.AttributeArgument(editor.Generator.TypeOfExpression(channel)));
        }

        return editor.GetChangedDocument().Project.Solution;
    }

    private static INamedTypeSymbol TypeIn(string property, Diagnostic diagnostic, Compilation compilation) =>
        compilation.Assembly.GetTypeByMetadataName(diagnostic.Properties[property]!)!;

    private static SyntaxReference RouteOf(INamedTypeSymbol socket) =>
        socket.AttributeOf(KnownTypes.ChannelRouteAttribute)!.ApplicationSyntaxReference!;
}
