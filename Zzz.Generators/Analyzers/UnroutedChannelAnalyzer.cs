using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a channel that no socket names: its topics cannot be joined.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnroutedChannelAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ6007",
        "A channel is in no route",
        "Nobody can join the topics of '{0}', because no [ChannelRoute] names it: write [ChannelRoute(\"/socket\", typeof({0}))] over the class of a socket",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ6007"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var controllers = new ConcurrentBag<Controller>();
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, controllers), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Check(controllers, end));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<Controller> controllers)
    {
        if (ControllerParser.Parse(type) is { Kind: not ControllerKind.Controller } controller) controllers.Add(controller);
    }

    /// <summary>Who has mistakes is told of these first.</summary>
    private static void Check(IEnumerable<Controller> controllers, CompilationAnalysisContext context)
    {
        var routed = new HashSet<ISymbol?>(
            controllers.Where(controller => controller.Kind == ControllerKind.Socket).SelectMany(socket => SocketChannel.Of(socket)).Select(channel => channel.Type),
            SymbolEqualityComparer.Default);
        foreach (Controller channel in controllers.Where(controller => controller.Kind == ControllerKind.Channel && !routed.Contains(controller.Type)))
            if (ControllerRules.Allow(channel)) context.ReportDiagnostic(Diagnostic.Create(Broken, channel.Type.Locations[0], channel.Type.Name));
    }
}
