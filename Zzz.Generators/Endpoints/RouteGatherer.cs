using Zzz.Generators.Parsing;
using Zzz.Generators.Sessions;
using Zzz.Generators.Text;

namespace Zzz.Generators.Endpoints;

/// <summary>Makes the model of a route from a controller without mistakes; <see cref="EndpointsEmitter"/> writes all of them.</summary>
internal static class RouteGatherer
{
    public static RouteModel Gather(Controller controller, SessionName session) => new(
        session.Controller,
        controller.Pattern.Text,
        session.FullName,
        ConfigureOf(controller),
        EndpointMetadata.Of(controller.Type).ToEquatableArray());

    private static string? ConfigureOf(Controller controller) =>
        controller.FirstOf(CallbackKind.Configure) is { } configure
            ? $"{configure.Method.ContainingType.FullName()}.Configure"
            : null;
}
