using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Emitting;
using Zzz.Generators.Gathering;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators;

/// <summary>
/// Writes a session for each controller and socket in the assembly, an instance for each channel, and <c>MapZzz</c>, which maps all the routes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ZzzGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        IncrementalValueProvider<bool> hasRuntime = context.CompilationProvider
            .Select(static (compilation, _) => IsWebApp(compilation))
            .WithTrackingName(TrackingNames.WebApp);
        IncrementalValueProvider<bool> isOld = context.ParseOptionsProvider
            .Select(static (options, _) => Language.IsTooOld(options))
            .WithTrackingName(TrackingNames.OldLanguage);
        IncrementalValueProvider<bool> isWebApp = hasRuntime.Combine(isOld).Select(static (pair, _) => pair.Left && !pair.Right);
        IncrementalValueProvider<bool> isOldWebApp = hasRuntime.Combine(isOld).Select(static (pair, _) => pair.Left && pair.Right);

        IncrementalValuesProvider<EndpointModel> controllers = Controllers(KnownTypes.WsRouteAttribute, context);
        IncrementalValuesProvider<EndpointModel> sockets = Controllers(KnownTypes.ChannelRouteAttribute, context);

        IncrementalValuesProvider<ChannelModel> channels = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.ChannelAttribute, IsClass, GatherChannel)
            .Where(static channel => channel is not null)
            .Select(static (channel, _) => channel!)
            .WithTrackingName(TrackingNames.Channels);

        IncrementalValueProvider<EquatableArray<RouteModel>> routes = Routes(controllers).Combine(Routes(sockets))
            .Select(static (routes, _) => InOrder(routes.Left, routes.Right))
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

        IncrementalValueProvider<EquatableArray<string>> clashes = Names(controllers.Select(static (controller, _) => controller.Session.Name.MetadataName))
            .Combine(Names(sockets.Select(static (socket, _) => socket.Session.Name.MetadataName)))
            .Combine(Names(channels.Select(static (channel, _) => channel.Instance.Name.MetadataName)))
            .Combine(Names(modules.Select(static (module, _) => module.MetadataName)))
            .Select(static (names, _) => FileName.Clashes([.. names.Left.Left.Left, .. names.Left.Left.Right, .. names.Left.Right, .. names.Right]))
            .WithTrackingName(TrackingNames.Clashes);
        IncrementalValueProvider<(EquatableArray<string> Clashes, bool IsWebApp)> target = clashes.Combine(isWebApp);

        EmitSessions(controllers, target, context);
        EmitSessions(sockets, target, context);

        context.RegisterSourceOutput(channels.Combine(target), static (output, pair) =>
        {
            SessionModel instance = pair.Left.Instance;
            if (pair.Right.IsWebApp) output.AddSource(FileName.Of(instance.Name.MetadataName, pair.Right.Clashes), SessionEmitter.Emit(instance, pair.Left));
        });

        context.RegisterSourceOutput(routes.Combine(jsonContexts).Combine(isWebApp), static (output, pair) =>
        {
            if (pair.Right) output.AddSource($"{FileName.Endpoints}.g.cs", EndpointsEmitter.Emit(pair.Left.Left, pair.Left.Right));
        });

        context.RegisterSourceOutput(modules.Combine(target), static (output, pair) =>
        {
            if (pair.Right.IsWebApp) output.AddSource(FileName.Of(pair.Left.MetadataName, pair.Right.Clashes), ModuleEmitter.Emit(pair.Left));
        });

        // The methods that an app calls exist in any language version, so that the only error is the one about the language version.
        context.RegisterSourceOutput(isOldWebApp, static (output, isOld) =>
        {
            if (isOld) output.AddSource($"{FileName.Endpoints}.g.cs", OldLanguageEmitter.EmitEndpoints());
        });
        context.RegisterSourceOutput(modules.Combine(clashes.Combine(isOldWebApp)), static (output, pair) =>
        {
            if (pair.Right.Right) output.AddSource(FileName.Of(pair.Left.MetadataName, pair.Right.Left), OldLanguageEmitter.EmitModule(pair.Left));
        });
    }

    private static IncrementalValueProvider<ImmutableArray<string>> Names(IncrementalValuesProvider<string> names) => names.Collect();

    private static IncrementalValuesProvider<EndpointModel> Controllers(string mark, IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(mark, IsClass, GatherEndpoint)
            .Where(static controller => controller is not null)
            .Select(static (controller, _) => controller!)
            .WithTrackingName(TrackingNames.Controllers);

    private static IncrementalValueProvider<ImmutableArray<RouteModel>> Routes(IncrementalValuesProvider<EndpointModel> controllers) =>
        controllers.Select(static (controller, _) => controller.Route).Collect();

    private static void EmitSessions(
        IncrementalValuesProvider<EndpointModel> controllers,
        IncrementalValueProvider<(EquatableArray<string> Clashes, bool IsWebApp)> target,
        IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SessionModel> sessions = controllers
            .Select(static (controller, _) => controller.Session)
            .WithTrackingName(TrackingNames.Sessions);

        context.RegisterSourceOutput(sessions.Combine(target), static (output, pair) =>
        {
            if (pair.Right.IsWebApp) output.AddSource(FileName.Of(pair.Left.Name.MetadataName, pair.Right.Clashes), SessionEmitter.Emit(pair.Left));
        });
    }

    /// <summary>Whether a compilation has the types that <c>MapZzz</c> uses.</summary>
    private static bool IsWebApp(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.WsEndpoints) is not null
        && compilation.GetTypeByMetadataName(KnownTypes.EndpointRouteBuilder) is not null;

    private static bool IsClass(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    private static EndpointModel? GatherEndpoint(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (Find(context) is not { } marked) return null;
        SessionModel session = SessionGatherer.Gather(marked);
        return new EndpointModel(session, RouteGatherer.Gather(marked, session.Name));
    }

    private static ChannelModel? GatherChannel(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Find(context) is { } channel ? ChannelGatherer.Gather(channel) : null;

    /// <summary>Returns the marked class, if it has no mistakes.</summary>
    private static MarkedClass? Find(GeneratorAttributeSyntaxContext context) =>
        MarkedClassParser.Parse((INamedTypeSymbol)context.TargetSymbol) is { } marked
        && IsMarkedAt(context, marked)
        && ClassRules.Allow(marked)
            ? marked
            : null;

    /// <summary>Whether this is the mark that counts. While a user types, a class may be marked twice; with both marks, it would get two sessions.</summary>
    private static bool IsMarkedAt(GeneratorAttributeSyntaxContext context, MarkedClass marked) =>
        SymbolEqualityComparer.Default.Equals(context.Attributes[0].AttributeClass, marked.Mark.AttributeClass)
        && marked.Mark.ApplicationSyntaxReference is { } mark
        && mark.SyntaxTree == context.TargetNode.SyntaxTree
        && context.TargetNode.Span.Contains(mark.Span);

    private static string? GatherJsonContext(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        JsonContextGatherer.Gather((INamedTypeSymbol)context.TargetSymbol);

    private static ModuleModel? GatherModule(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        ModuleGatherer.Gather((INamedTypeSymbol)context.TargetSymbol);

    /// <summary>Sorts the contexts, and removes duplicates: a partial context with a mark on several parts is found once for each.</summary>
    private static EquatableArray<string> InOrder(ImmutableArray<string?> contexts) =>
        contexts.OfType<string>().Distinct().OrderBy(static context => context, StringComparer.Ordinal).ToEquatableArray();

    private static EquatableArray<RouteModel> InOrder(ImmutableArray<RouteModel> controllers, ImmutableArray<RouteModel> sockets) =>
        controllers.Concat(sockets).OrderBy(static route => route.MetadataName, StringComparer.Ordinal).ToEquatableArray();
}
