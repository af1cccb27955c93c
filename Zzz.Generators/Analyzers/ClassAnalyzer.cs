using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Rules.Controllers;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports the mistakes in a controller because of which the generator writes no code for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClassAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. ClassRules.All.Select(rule => rule.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in Check((INamedTypeSymbol)context.Symbol)) context.ReportDiagnostic(diagnostic);
    }

    private static IEnumerable<Diagnostic> Check(INamedTypeSymbol type)
    {
        if (MarkedClassParser.Parse(type) is { } marked) return ClassRules.Check(marked);
        return type.AttributeOf(KnownTypes.ZzzModuleAttribute) is null ? [] : MisplacedGuardRule.CheckModule(type);
    }
}
