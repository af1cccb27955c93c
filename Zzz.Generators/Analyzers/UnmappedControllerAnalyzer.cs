using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports an app that has controllers but never calls <c>MapZzz</c>, so that each request to them would be answered with 404.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmappedControllerAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6005",
        "The controllers are never mapped",
        "This app has no endpoint for '{0}', because it never calls MapZzz: write app.MapZzz() before app.Run()",
        WellKnownDiagnosticTags.CompilationEnd);

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
        if (!IsApp(context.Compilation)) return;

        var runs = new RunSurvey();
        context.RegisterOperationAction(call => runs.See((IInvocationOperation)call.Operation), OperationKind.Invocation);
        MappingSurvey.Start(context, unmapped =>
            Diagnostic.Create(Broken, runs.First ?? unmapped.Locations[0], unmapped.Name));
    }

    /// <summary>Whether a compilation is an app. The controllers of a library are mapped by the app that uses the library.</summary>
    private static bool IsApp(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is not null;
}
