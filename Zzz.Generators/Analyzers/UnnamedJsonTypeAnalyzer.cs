using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Json;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>Reports a type that is to be read or written as JSON, and that no context of the assembly names: there would be no code for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedJsonTypeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of the diagnostic that holds the type as code may write it anywhere, if a context should name it.</summary>
    internal const string TypeName = nameof(TypeName);

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ4003",
        "No JsonSerializerContext names a type that is used as JSON",
        "'{0}' is used as JSON, but {1}");

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
        if (MarkedClassParser.Parse((INamedTypeSymbol)context.Symbol) is not { } marked) return;
        foreach (Callback callback in marked.Callbacks)
        {
            foreach (CallbackParameter parameter in callback.Parameters.Where(parameter => parameter.Argument == Argument.Json))
                Check(new UnnamedJsonType(parameter.Symbol.Type, parameter.Symbol), parameter.Symbol);
            if (ReplyType.JsonOf(callback.Returns) is { } reply) Check(new UnnamedJsonType(reply), callback.Method);
        }

        void Check(UnnamedJsonType type, ISymbol place)
        {
            if (named.Value.Contain(type.Type)) return;
            Location location = place.Locations.FirstOrDefault(candidate => candidate.IsInSource) ?? marked.Type.Locations[0];
            context.ReportDiagnostic(DiagnosticFor(type, location));
        }
    }

    private static void CheckSend(OperationAnalysisContext context, Lazy<JsonTypes> named)
    {
        var call = (IInvocationOperation)context.Operation;
        if (JsonSends.TypeOf(call.TargetMethod) is not { } type || type is ITypeParameterSymbol || named.Value.Contain(type)) return;
        context.ReportDiagnostic(DiagnosticFor(new UnnamedJsonType(type), call.Syntax.GetLocation()));
    }

    private static Diagnostic DiagnosticFor(UnnamedJsonType type, Location location) =>
        Diagnostic.Create(Broken, location, PropertiesOf(type), type.Name, type.Remedy);

    private static ImmutableDictionary<string, string?> PropertiesOf(UnnamedJsonType type)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (type.CanBeService) properties = properties.Add(Rule.MayBeService, null);
        return type.CanBeNamed ? properties.Add(TypeName, type.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)) : properties;
    }
}
