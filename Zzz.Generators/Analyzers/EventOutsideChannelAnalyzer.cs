using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports an event handler in a class that does not receive events.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventOutsideChannelAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7007",
        "An event handler is outside a channel",
        "'{0}.{1}' is never called, because '{0}' is not a channel: mark the class with [Channel], or remove [On]");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var heirs = Heirs.In(start.Compilation.Assembly);
            start.RegisterSymbolAction(symbol => Check((IMethodSymbol)symbol.Symbol, heirs, symbol), SymbolKind.Method);
        });
    }

    private static void Check(IMethodSymbol method, Heirs heirs, SymbolAnalysisContext context)
    {
        if (EventNames.Of(method).IsEmpty || heirs.MayIncludeChannel(method.ContainingType)) return;
        context.ReportDiagnostic(Diagnostic.Create(Broken, method.Locations[0], method.ContainingType.Name, method.Name));
    }
}
