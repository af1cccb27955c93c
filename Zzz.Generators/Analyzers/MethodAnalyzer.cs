using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports mistakes in the code of a controller's methods.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MethodAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. MethodRules.All.Select(rule => rule.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var heirs = Heirs.In(start.Compilation.Assembly);
            start.RegisterSymbolStartAction(symbol => Start(symbol, heirs), SymbolKind.NamedType);
        });
    }

    /// <summary>Examines code only in controllers and in the classes that they inherit from, so that other classes cost nothing.</summary>
    private static void Start(SymbolStartAnalysisContext context, Heirs heirs)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if ((MarkedClassParser.Parse(type) ?? heirs.Of(type)) is { } marked)
            context.RegisterOperationBlockAction(block => Check(block, marked));
    }

    private static void Check(OperationBlockAnalysisContext context, MarkedClass marked)
    {
        if (context.OwningSymbol is not IMethodSymbol symbol) return;
        var method = new MarkedMethod(marked, symbol, context.OperationBlocks);
        foreach (Diagnostic diagnostic in MethodRules.Check(method)) context.ReportDiagnostic(diagnostic);
    }
}
