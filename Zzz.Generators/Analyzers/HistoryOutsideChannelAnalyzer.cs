using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a history on a class that has no topics.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HistoryOutsideChannelAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7010",
        "A history is outside a channel",
        "[History] on '{0}' keeps nothing, because '{0}' is not a channel: move it to a class that is marked [Channel]");

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
            start.RegisterSymbolAction(symbol => Check((INamedTypeSymbol)symbol.Symbol, heirs, symbol), SymbolKind.NamedType);
        });
    }

    private static void Check(INamedTypeSymbol type, Heirs heirs, SymbolAnalysisContext context)
    {
        if (type.AttributeOf(KnownTypes.HistoryAttribute) is not { } history || heirs.MayIncludeChannel(type)) return;
        Location place = history.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? type.Locations[0];
        context.ReportDiagnostic(Diagnostic.Create(Broken, place, type.Name));
    }
}
