using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Suggests a module for a library that has controllers but no module with which an app could map them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnofferedControllerAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ6006",
        "A library does not offer its controllers",
        "No app can map '{0}', because MapZzz is internal to this library: write a '[ZzzModule] public static partial class'",
        Rule.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ6006"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (IsLibrary(context.Compilation))
            MappingSurvey.Start(context, unmapped => Diagnostic.Create(Broken, unmapped.Locations[0], unmapped.Name));
    }

    private static bool IsLibrary(Compilation compilation) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is not null;
}
