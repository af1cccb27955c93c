using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Routing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports two controllers or sockets on the same route. ASP.NET Core would answer each request to that route with an error.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateRouteAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ2002",
        "Two controllers have the same route",
        "'{0}' and '{1}' both have the route '{2}': give one of them another pattern",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            var classes = new ConcurrentBag<MarkedClass>();
            start.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, classes), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Check(classes, end));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<MarkedClass> classes)
    {
        if (MarkedClassParser.Parse(type) is { Pattern: RoutePattern { Mistake: null } } marked) classes.Add(marked);
    }

    private static void Check(IEnumerable<MarkedClass> classes, CompilationAnalysisContext context)
    {
        var reported = new HashSet<MarkedClass>();
        var routes = classes.SelectMany(RoutesOf, (marked, route) => (marked, route));
        foreach (MarkedClass[] same in routes.GroupBy(pair => pair.route, pair => pair.marked).Select(InOrder).Where(same => same.Length > 1))
        {
            foreach (MarkedClass one in same.Where(reported.Add))
                context.ReportDiagnostic(DiagnosticFor(one, other: one == same[0] ? same[1] : same[0]));
        }
    }

    private static MarkedClass[] InOrder(IEnumerable<MarkedClass> classes) =>
        [.. classes.OrderBy(marked => marked.Type.FullMetadataName(), StringComparer.Ordinal)];

    /// <summary>Returns the routes of a class. A socket also has a route below its own path.</summary>
    private static IEnumerable<string> RoutesOf(MarkedClass marked)
    {
        string shape = ((RoutePattern)marked.Pattern).Shape;
        return marked.Kind == MarkedClassKind.Socket ? [Of(shape), Of($"{shape}/WEBSOCKET".TrimStart('/'))] : [Of(shape)];

        string Of(string path) => string.Join(" ", [path, .. HostsOf(marked)]);
    }

    private static Diagnostic DiagnosticFor(MarkedClass marked, MarkedClass other) => Diagnostic.Create(
        Broken, marked.PatternLocation, marked.Type.Name, other.Type.Name, marked.PatternAsWritten);

    /// <summary>Returns the hosts to which <c>[Host]</c> limits a class. They distinguish routes that are otherwise the same.</summary>
    private static IEnumerable<string?> HostsOf(MarkedClass marked) =>
        marked.Type.GetAttributes().Where(IsHost).Select(host => host.ToString());

    private static bool IsHost(AttributeData attribute) =>
        attribute.AttributeClass?.AllInterfaces.Any(implemented => implemented.Is(KnownTypes.HostMetadata)) ?? false;
}
