using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports once that a project's language version is too old for generated code, if the project needs such code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldLanguageAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ5002",
        "The language version is too old",
        "Generated code is C# 12, and this project is C# {0}: write <LangVersion>12</LangVersion> or later, or remove <LangVersion>",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation is CSharpCompilation { LanguageVersion: < Language.Least and var version }
                && start.Compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is not null)
            {
                Watch(version, start);
            }
        });
    }

    private static void Watch(LanguageVersion version, CompilationStartAnalysisContext context)
    {
        int uses = 0;
        context.RegisterSymbolAction(symbol => See(IsMarked((INamedTypeSymbol)symbol.Symbol), ref uses), SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(
            name => See(((IdentifierNameSyntax)name.Node).Identifier.ValueText == "MapZzz", ref uses), SyntaxKind.IdentifierName);
        context.RegisterCompilationEndAction(end =>
        {
            if (uses > 0) end.ReportDiagnostic(Diagnostic.Create(Broken, Location.None, version.ToDisplayString()));
        });
    }

    private static void See(bool isUse, ref int uses)
    {
        if (isUse) Interlocked.Increment(ref uses);
    }

    private static bool IsMarked(INamedTypeSymbol type) =>
        MarkedClassParser.IsMarked(type) || type.AttributeOf(KnownTypes.ZzzModuleAttribute) is not null;
}
