using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Gathering;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a module that the generator cannot complete.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModuleAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ5001",
        "A module cannot be completed",
        "'{0}' cannot get its 'Map' method: write 'static partial class {0}', without type parameters and not inside another class");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.AttributeOf(KnownTypes.ZzzModuleAttribute) is null || ModuleGatherer.CanBeCompleted(type)) return;
        context.ReportDiagnostic(Diagnostic.Create(Broken, type.Locations[0], type.Name));
    }
}
