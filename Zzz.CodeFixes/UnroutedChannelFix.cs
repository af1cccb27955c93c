using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators;
using Zzz.Generators.Analyzers;
using Zzz.Generators.Parsing;

namespace Zzz.CodeFixes;

/// <summary>Names a channel last in the route of the only socket; of several, somebody has to choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnroutedChannelFix() : DiagnosticFix<TypeDeclarationSyntax>("ZZZ6007")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) =>
        $"Add it to the [ChannelRoute] of '{SocketIn(diagnostic)!.Split('.', '+').Last()}'";

    /// <inheritdoc/>
    protected override bool Applies(TypeDeclarationSyntax node, Diagnostic diagnostic) => SocketIn(diagnostic) is not null;

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, TypeDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        INamedTypeSymbol channel = model.GetDeclaredSymbol(node, cancellation)!;
        INamedTypeSymbol socket = model.Compilation.Assembly.GetTypeByMetadataName(SocketIn(diagnostic)!)!;
        SyntaxNode route = await RouteOf(socket).GetSyntaxAsync(cancellation).ConfigureAwait(false);

        DocumentEditor editor = await DocumentEditor.CreateAsync(document.Project.GetDocument(route.SyntaxTree)!, cancellation).ConfigureAwait(false);
        SyntaxNode type = editor.Generator.TypeOfExpression(editor.Generator.TypeExpression(channel));
        editor.AddAttributeArgument(route, editor.Generator.AttributeArgument(type));
        return editor.GetChangedDocument().Project.Solution;
    }

    private static SyntaxReference RouteOf(INamedTypeSymbol socket) =>
        socket.AttributeOf(KnownTypes.ChannelRouteAttribute)!.ApplicationSyntaxReference!;

    private static string? SocketIn(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(UnroutedChannelAnalyzer.OnlySocket, out string? socket) ? socket : null;
}
