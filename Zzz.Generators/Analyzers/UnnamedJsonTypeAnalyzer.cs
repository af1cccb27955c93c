using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Json;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a type that is to be read or written as JSON, and that no context of the assembly names: there would be no code for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedJsonTypeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the type as code may write it anywhere.</summary>
    internal const string TypeName = nameof(TypeName);

    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ4003",
        "No JsonSerializerContext names a type that stands for JSON",
        "'{0}' would be JSON, but no JsonSerializerContext of the assembly names it: add [JsonSerializable(typeof({0}))] to one{1}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ4003"));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var named = new Lazy<JsonTypes>(() => new JsonTypes(start.Compilation));
            start.RegisterSymbolAction(symbol => CheckController(symbol, named), SymbolKind.NamedType);
            start.RegisterOperationAction(operation => CheckSend(operation, named), OperationKind.Invocation);
        });
    }

    private static void CheckController(SymbolAnalysisContext context, Lazy<JsonTypes> named)
    {
        if (ControllerParser.Parse((INamedTypeSymbol)context.Symbol) is not { } controller) return;
        foreach (Callback callback in controller.Callbacks)
        {
            foreach (CallbackParameter parameter in callback.Parameters.Where(parameter => parameter.Argument == Argument.Json))
                Check(parameter.Symbol.Type, parameter.Symbol, ", or [FromServices] to the parameter if it is a service");
            if (callback.Returns is { Result: Result.Json, Type: { } reply }) Check(reply.WithoutNullable(), callback.Method, "");
        }

        void Check(ITypeSymbol type, ISymbol place, string alternative)
        {
            if (named.Value.Contain(type)) return;
            Location location = place.Locations.FirstOrDefault(candidate => candidate.IsInSource) ?? controller.Type.Locations[0];
            context.ReportDiagnostic(DiagnosticFor(type, location, alternative));
        }
    }

    private static void CheckSend(OperationAnalysisContext context, Lazy<JsonTypes> named)
    {
        var call = (IInvocationOperation)context.Operation;
        if (JsonSends.TypeOf(call.TargetMethod) is not { } type || type is ITypeParameterSymbol || named.Value.Contain(type)) return;
        context.ReportDiagnostic(DiagnosticFor(type, call.Syntax.GetLocation(), ""));
    }

    private static Diagnostic DiagnosticFor(ITypeSymbol type, Location location, string alternative) => Diagnostic.Create(
        Broken,
        location,
        ImmutableDictionary<string, string?>.Empty.Add(TypeName, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        alternative);
}
