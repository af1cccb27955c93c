using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>The controllers found so far in an assembly, on any thread, and whether anything maps them.</summary>
internal sealed class MappingSurvey
{
    private readonly ConcurrentBag<INamedTypeSymbol> _controllers = [];
    private volatile bool _isMapped;

    /// <summary>Examines a whole compilation, and reports the first of its controllers if nothing maps them.</summary>
    public static void Start(CompilationStartAnalysisContext context, Func<INamedTypeSymbol, Diagnostic> diagnosticFor)
    {
        var found = new MappingSurvey();
        context.RegisterSymbolAction(symbol => found.See((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(name => found.See((IdentifierNameSyntax)name.Node), SyntaxKind.IdentifierName);
        context.RegisterCompilationEndAction(end =>
        {
            if (found.Unmapped is { } marked) end.ReportDiagnostic(diagnosticFor(marked));
        });
    }

    private INamedTypeSymbol? Unmapped => _isMapped
        ? null
        : _controllers.OrderBy(type => type.FullMetadataName(), StringComparer.Ordinal).FirstOrDefault();

    private void See(INamedTypeSymbol type)
    {
        if (MarkedClassParser.Parse(type) is { Kind: not MarkedClassKind.Channel }) _controllers.Add(type);
        // The generated part of a module calls MapZzz.
        if (type.AttributeOf(KnownTypes.ZzzModuleAttribute) is not null) _isMapped = true;
    }

    private void See(IdentifierNameSyntax name)
    {
        if (name.Identifier.ValueText == "MapZzz") _isMapped = true;
    }
}
