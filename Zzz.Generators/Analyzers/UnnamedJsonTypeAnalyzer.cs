using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Json;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;

namespace Zzz.Generators.Analyzers;

/// <summary>
/// Compares the types that are used as JSON with those that the <c>JsonSerializerContext</c>s of the assembly list. Reports a type that none lists,
/// because no code would be generated to read or write it. Also reports a parameter whose type is listed and is an interface, because the parameter
/// is then a service, although it may be meant as the payload.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedJsonTypeAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// The property of the diagnostic that holds the type's name, in a form that is valid anywhere in code, if a context should list the type.
    /// </summary>
    internal const string TypeName = nameof(TypeName);

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ4003",
        "No JsonSerializerContext names a type that is used as JSON",
        "'{0}' is used as JSON, but {1}");

    private static readonly ImmutableDictionary<string, string?> MayBeService =
        ImmutableDictionary<string, string?>.Empty.Add(Rule.MayBeService, null);

    private static readonly DiagnosticDescriptor Ambiguous = Rule.Error(
        "ZZZ4004",
        "A parameter can be a service or the payload",
        "'{0}' can be a service or the payload, because a JsonSerializerContext of the assembly names '{1}': write [FromServices] before '{0}' "
        + "if it is a service; if it is the payload, take a class, or put [JsonDerivedType] or [JsonConverter] on '{1}'");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Broken, Ambiguous];

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
            foreach (CallbackParameter parameter in PossiblePayloadsOf(callback)) CheckService(parameter.Symbol);
            if (ReplyType.JsonOf(callback.Returns) is { } reply) Check(new UnnamedJsonType(reply), callback.Method);
        }

        void CheckService(IParameterSymbol parameter)
        {
            if (!named.Value.Contain(parameter.Type)) return;
            string type = new UnnamedJsonType(parameter.Type).Name;
            context.ReportDiagnostic(Diagnostic.Create(Ambiguous, LocationOf(parameter), MayBeService, parameter.Name, type));
        }

        void Check(UnnamedJsonType type, ISymbol place)
        {
            if (named.Value.Contain(type.Type)) return;
            context.ReportDiagnostic(DiagnosticFor(type, LocationOf(place)));
        }

        Location LocationOf(ISymbol place) => place.Locations.FirstOrDefault(candidate => candidate.IsInSource) ?? marked.Type.Locations[0];
    }

    /// <summary>Returns a handler's parameters that are services only by their type, if no other parameter can be the payload.</summary>
    private static IEnumerable<CallbackParameter> PossiblePayloadsOf(Callback callback) =>
        callback.Kind.TakesJson() && !callback.Parameters.Any(parameter => parameter.Argument?.IsPayload() == true)
            ? callback.Parameters.Where(parameter => parameter.IsServiceByType)
            : [];

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
        ImmutableDictionary<string, string?> properties = type.CanBeService ? MayBeService : ImmutableDictionary<string, string?>.Empty;
        return type.CanBeNamed ? properties.Add(TypeName, type.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)) : properties;
    }
}
