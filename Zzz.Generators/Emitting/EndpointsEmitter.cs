using Zzz.Generators.Models;
using Zzz.Generators.Text;

namespace Zzz.Generators.Emitting;

/// <summary>Writes <c>MapZzz</c> from the routes that <c>RouteGatherer</c> has gathered.</summary>
internal static class EndpointsEmitter
{
    private const string Signature =
        $"""
        internal static global::{KnownTypes.EndpointConventionBuilder} MapZzz(
            this global::{KnownTypes.EndpointRouteBuilder} endpoints)
        """;

    public const string MapDocumentation =
        """
        /// <summary>Maps every class marked <c>[WsRoute]</c> or <c>[ChannelRoute]</c> in this assembly.</summary>
        /// <param name="endpoints">The app, or a route group, whose prefix and conventions then apply.</param>
        /// <returns>All these endpoints together, for conventions such as <c>RequireAuthorization()</c>.</returns>
        """;

    public static string Emit(EquatableArray<RouteModel> routes, EquatableArray<string> jsonContexts)
    {
        var code = new CodeWriter();
        code.Line(GeneratedFile.Header);
        code.Line("namespace Zzz;");
        code.Line();
        code.Line("/// <summary>Maps the WebSocket controllers and channel sockets in this assembly.</summary>");
        // If two assemblies see each other's internals, each would otherwise see two MapZzz methods.
        code.Line("[global::Microsoft.CodeAnalysis.Embedded]");
        code.Line(GeneratedFile.GeneratedCode);
        using (code.Block("internal static class ZzzEndpoints")) EmitMap(routes, jsonContexts, code);
        return code.ToString();
    }

    private static void EmitMap(EquatableArray<RouteModel> routes, EquatableArray<string> jsonContexts, CodeWriter code)
    {
        code.Line(MapDocumentation);
        using (code.Block(Signature))
        {
            if (routes.Count == 0) code.Line($"return {NewEndpoints(default)};");
            else EmitRoutes(routes, NewEndpoints(jsonContexts), code);
        }
    }

    private static string NewEndpoints(EquatableArray<string> jsonContexts)
    {
        string json = jsonContexts.Count == 0 ? "" : $", json: [{string.Join(", ", jsonContexts.Select(context => $"{context}.Default"))}]";
        return $"new global::{KnownTypes.WsEndpoints}(endpoints{json})";
    }

    private static void EmitRoutes(EquatableArray<RouteModel> routes, string newEndpoints, CodeWriter code)
    {
        code.Line($"var routes = {newEndpoints};");
        code.Line();
        foreach (RouteModel route in routes) EmitRoute(route, code);
        code.Line("return routes;");
    }

    private static void EmitRoute(RouteModel route, CodeWriter code)
    {
        List<string> arguments = [Literal.Quoted(route.MetadataName), Literal.Quoted(route.Pattern), $"{route.Session}.Create"];
        if (route.Channels is { } channels) arguments.Add(ListExpression.Of("channels", channels.Select(channel => $"{channel}.Definition")));
        if (route.Configure is not null) arguments.Add($"configure: {route.Configure}");
        if (route.Metadata.Count > 0) arguments.Add(ListExpression.Of("metadata", route.Metadata));

        code.Line(route.Channels is null ? "routes.Map(" : "routes.MapChannels(");
        using (code.Indent()) code.Line($"{string.Join(",\n", arguments)});");
        code.Line();
    }
}
