using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Simplification;
using Zzz.Generators;
using Zzz.Generators.Analyzers;
using Zzz.Generators.Text;

namespace Zzz.CodeFixes;

/// <summary>
/// Adds <c>[JsonSerializable]</c> for types to a project's first <c>JsonSerializerContext</c>, or to a new one below the class that needs it.
/// </summary>
internal static class JsonContextEdit
{
    /// <summary>Whether the remedy for a diagnostic is to list the type on a context.</summary>
    public static bool CanName(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(UnnamedJsonTypeAnalyzer.TypeName);

    public static async Task<Solution> NameAsync(ImmutableArray<Diagnostic> diagnostics, Project project, CancellationToken cancellation)
    {
        SyntaxNode? context = await FindContextAsync(project, cancellation).ConfigureAwait(false);
        SyntaxNode place = context ?? OutermostTypeAt(diagnostics[0]);
        DocumentEditor editor = await DocumentEditor.CreateAsync(project.GetDocument(place.SyntaxTree)!, cancellation).ConfigureAwait(false);

        SyntaxNode[] attributes = [.. TypesIn(diagnostics).Select(type => Attribute(type, editor))];
        if (context is null) editor.InsertAfter(place, NewContext(attributes, editor));
        else Array.ForEach(attributes, attribute => editor.AddAttribute(context, attribute));
        if (!IsImported(place, editor.SemanticModel)) Import(editor);
        return editor.GetChangedDocument().Project.Solution;
    }

    private static async Task<SyntaxNode?> FindContextAsync(Project project, CancellationToken cancellation)
    {
        Compilation compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        IEnumerable<INamedTypeSymbol> contexts = await SymbolFinder
            .FindDerivedClassesAsync(ContextType(compilation), project.Solution, projects: ImmutableHashSet.Create(project), cancellationToken: cancellation)
            .ConfigureAwait(false);
        return contexts
            .Where(context => SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, compilation.Assembly))
            .OrderBy(context => context.FullMetadataName(), StringComparer.Ordinal)
            .FirstOrDefault()?
            .DeclaringSyntaxReferences[0].GetSyntax(cancellation);
    }

    private static TypeDeclarationSyntax OutermostTypeAt(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetRoot()
        .FindNode(diagnostic.Location.SourceSpan)
        .AncestorsAndSelf()
        .OfType<TypeDeclarationSyntax>()
        .Last();

    private static IEnumerable<string> TypesIn(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Select(diagnostic => diagnostic.Properties[UnnamedJsonTypeAnalyzer.TypeName]!)
        .Distinct()
        .OrderBy(type => type, StringComparer.Ordinal);

    private static SyntaxNode Attribute(string type, DocumentEditor editor)
    {
        INamedTypeSymbol attribute = editor.SemanticModel.Compilation.GetTypeByMetadataName(KnownTypes.JsonSerializableAttribute)!;
        SyntaxNode name = SyntaxFactory.ParseTypeName(type).WithAdditionalAnnotations(Simplifier.Annotation);
        return editor.Generator.Attribute(
            editor.Generator.TypeExpression(attribute),
            [editor.Generator.AttributeArgument(editor.Generator.TypeOfExpression(name))]);
    }

    private static SyntaxNode NewContext(IEnumerable<SyntaxNode> attributes, DocumentEditor editor)
    {
        SyntaxNode parent = editor.Generator.TypeExpression(ContextType(editor.SemanticModel.Compilation));
        SyntaxNode context = editor.Generator.ClassDeclaration(
            "AppJson", accessibility: Accessibility.Internal, modifiers: DeclarationModifiers.Sealed | DeclarationModifiers.Partial, baseType: parent);
        return editor.Generator.AddAttributes(context, attributes).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
    }

    private static bool IsImported(SyntaxNode place, SemanticModel model) =>
        model.LookupNamespacesAndTypes(place.SpanStart, name: nameof(KnownTypes.JsonSerializerContext)).Any();

    private static void Import(DocumentEditor editor)
    {
        string space = ContextType(editor.SemanticModel.Compilation).ContainingNamespace.ToDisplayString();
        editor.ReplaceNode(
            editor.OriginalRoot,
            (root, generator) => generator.AddNamespaceImports(root, generator.NamespaceImportDeclaration(space)));
    }

    private static INamedTypeSymbol ContextType(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.JsonSerializerContext)!;
}
