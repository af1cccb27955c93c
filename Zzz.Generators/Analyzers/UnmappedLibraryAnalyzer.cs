using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a call of <c>MapZzz</c> that maps nothing, while a library has controllers that are not mapped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmappedLibraryAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6008",
        "The controllers of a library are never mapped",
        "This maps nothing, because it maps only the controllers of this assembly, and nothing maps those of '{0}': {1}",
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
        if (context.Compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is null) return;
        ConcurrentBag<INamedTypeSymbol> own = [];
        ConcurrentBag<IInvocationOperation> maps = [];
        ConcurrentBag<IAssemblySymbol> called = [];
        context.RegisterSymbolAction(
            symbol =>
            {
                if (MarkedClassParser.Parse((INamedTypeSymbol)symbol.Symbol) is { Kind: not MarkedClassKind.Channel } marked) own.Add(marked.Type);
            },
            SymbolKind.NamedType);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (!TakesEndpoints(call.TargetMethod)) return;
                if (call.TargetMethod.Name == "MapZzz") maps.Add(call);
                else called.Add(call.TargetMethod.ContainingAssembly);
            },
            OperationKind.Invocation);
        context.RegisterCompilationEndAction(end =>
        {
            if (own.IsEmpty && FirstOf(maps) is { } map) Report(map, called, end);
        });
    }

    /// <summary>Whether a method can map the routes of its assembly.</summary>
    private static bool TakesEndpoints(IMethodSymbol method) => (method.ReducedFrom ?? method).Parameters.Any(parameter =>
        parameter.Type.Is(KnownTypes.EndpointRouteBuilder) || parameter.Type.AllInterfaces.Any(contract => contract.Is(KnownTypes.EndpointRouteBuilder)));

    private static Location? FirstOf(IEnumerable<IInvocationOperation> maps) => maps
        .Select(map => map.Syntax.GetLocation())
        .OrderBy(location => location.SourceTree!.FilePath, StringComparer.Ordinal)
        .ThenBy(location => location.SourceSpan.Start)
        .FirstOrDefault();

    private static void Report(Location map, IEnumerable<IAssemblySymbol> called, CompilationAnalysisContext context)
    {
        var mapped = new HashSet<IAssemblySymbol>(called, SymbolEqualityComparer.Default);
        foreach (IAssemblySymbol library in context.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!mapped.Contains(library) && LibraryRoutes.AreIn(library))
                context.ReportDiagnostic(Diagnostic.Create(Broken, map, library.Name, Remedy(library)));
        }
    }

    private static string Remedy(IAssemblySymbol library) => LibraryRoutes.ModuleOf(library) is { } module
        ? $"write {module.ToDisplayString()}.Map(app)"
        : "write a '[ZzzModule] public static partial class' there, and call its Map(app) here";
}
