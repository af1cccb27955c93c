using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Endpoints;
using Zzz.Generators.Json;
using Zzz.Generators.Modules;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Sessions;
using Zzz.Generators.Text;

namespace Zzz.Generators;

/// <summary>Writes a session for each controller of the assembly, and <c>MapZzz</c>, which maps them all.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ZzzGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        IncrementalValueProvider<bool> isWebApp = context.CompilationProvider
            .Select(static (compilation, _) => IsWebApp(compilation))
            .WithTrackingName(TrackingNames.WebApp);

        IncrementalValuesProvider<ControllerModel> controllers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.WsRouteAttribute, IsClass, Gather)
            .Where(static controller => controller is not null)
            .Select(static (controller, _) => controller!)
            .WithTrackingName(TrackingNames.Controllers);

        IncrementalValuesProvider<SessionModel> sessions = controllers
            .Select(static (controller, _) => controller.Session)
            .WithTrackingName(TrackingNames.Sessions);

        IncrementalValueProvider<EquatableArray<RouteModel>> routes = controllers
            .Select(static (controller, _) => controller.Route)
            .Collect()
            .Select(static (routes, _) => InOrder(routes))
            .WithTrackingName(TrackingNames.Routes);

        IncrementalValueProvider<EquatableArray<string>> jsonContexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.JsonSerializableAttribute, IsClass, GatherJsonContext)
            .Collect()
            .Select(static (contexts, _) => InOrder(contexts))
            .WithTrackingName(TrackingNames.JsonContexts);

        IncrementalValuesProvider<ModuleModel> modules = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.ZzzModuleAttribute, IsClass, GatherModule)
            .Where(static module => module is not null)
            .Select(static (module, _) => module!)
            .WithTrackingName(TrackingNames.Modules);

        context.RegisterSourceOutput(sessions.Combine(isWebApp), static (output, pair) =>
        {
            if (pair.Right) output.AddSource($"{pair.Left.Name.Controller}.g.cs", SessionEmitter.Emit(pair.Left));
        });

        context.RegisterSourceOutput(routes.Combine(jsonContexts).Combine(isWebApp), static (output, pair) =>
        {
            if (pair.Right) output.AddSource("Zzz.Endpoints.g.cs", EndpointsEmitter.Emit(pair.Left.Left, pair.Left.Right));
        });

        context.RegisterSourceOutput(modules.Combine(isWebApp), static (output, pair) =>
        {
            if (pair.Right) output.AddSource($"{pair.Left.MetadataName}.g.cs", ModuleEmitter.Emit(pair.Left));
        });
    }

    /// <summary>Whether what <c>MapZzz</c> names is there.</summary>
    private static bool IsWebApp(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is not null
        && compilation.GetTypeByMetadataName(KnownTypes.EndpointRouteBuilder) is not null;

    private static bool IsClass(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    private static ControllerModel? Gather(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        ControllerParser.Parse((INamedTypeSymbol)context.TargetSymbol) is { } controller
        && IsMarkedAt(context.TargetNode, controller)
        && ControllerRules.Allow(controller)
            ? Gather(controller)
            : null;

    private static ControllerModel Gather(Controller controller)
    {
        SessionModel session = SessionGatherer.Gather(controller);
        return new ControllerModel(session, RouteGatherer.Gather(controller, session.Name));
    }

    /// <summary>While somebody types, two parts of a class may be marked: only the first counts, or both would get a session.</summary>
    private static bool IsMarkedAt(SyntaxNode declaration, Controller controller) =>
        controller.Route.ApplicationSyntaxReference is { } route
        && route.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(route.Span);

    private static string? GatherJsonContext(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        JsonContextGatherer.Gather((INamedTypeSymbol)context.TargetSymbol);

    private static ModuleModel? GatherModule(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        ModuleGatherer.Gather((INamedTypeSymbol)context.TargetSymbol);

    /// <summary>A context of several parts that are marked is found as often.</summary>
    private static EquatableArray<string> InOrder(ImmutableArray<string?> contexts) =>
        contexts.OfType<string>().Distinct().OrderBy(static context => context, StringComparer.Ordinal).ToEquatableArray();

    private static EquatableArray<RouteModel> InOrder(ImmutableArray<RouteModel> routes) =>
        routes.OrderBy(static route => route.Controller, StringComparer.Ordinal).ToEquatableArray();
}
