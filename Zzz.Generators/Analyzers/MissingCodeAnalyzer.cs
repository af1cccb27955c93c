using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a controller that has no mistakes but also no generated code, because our generator could not see what another generator wrote.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingCodeAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ1011",
        "No code was generated for a controller",
        "No code was generated for '{0}', because it uses something that another source generator writes, which Zzz cannot see: write that by hand, or move it to a library");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            // If the generator has not run, its code is not expected; for an old language version, it does not write any.
            if (start.Compilation.Assembly.GetTypeByMetadataName("Zzz.ZzzEndpoints") is not null
                && !Text.Language.IsTooOld(start.Compilation.SyntaxTrees.First().Options))
            {
                start.RegisterSymbolAction(Check, SymbolKind.NamedType);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context)
    {
        if (MarkedClassParser.Parse((INamedTypeSymbol)context.Symbol) is not { } marked || !ClassRules.Allow(marked)) return;
        SessionName name = SessionName.Of(marked.Type, marked.Kind);
        if (context.Compilation.Assembly.GetTypeByMetadataName($"{name.Namespace.Replace("@", "")}.{name.Class}") is null)
            context.ReportDiagnostic(Diagnostic.Create(Broken, marked.Type.Locations[0], marked.Type.Name));
    }
}
