using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Makes the model of a route from a controller or socket without mistakes; <c>EndpointsEmitter</c> writes all of them.</summary>
internal static class RouteGatherer
{
    public static RouteModel Gather(Controller controller, SessionName session) => new(
        session.Controller,
        controller.Pattern.Text,
        session.FullName,
        controller.Kind == ControllerKind.Socket ? ChannelsOf(controller) : null,
        ConfigureOf(controller),
        MetadataExpression.Of(controller));

    /// <summary>A channel with mistakes has no instance.</summary>
    private static EquatableArray<string> ChannelsOf(Controller socket) => SocketChannel.Of(socket)
        .Where(channel => channel.Controller is { } found && ControllerRules.Allow(found))
        .Select(channel => SessionName.Of(channel.Controller!.Type, ControllerKind.Channel).FullName)
        .ToEquatableArray();

    private static string? ConfigureOf(Controller controller) =>
        controller.FirstOf(CallbackKind.Configure) is { } configure
            ? $"{configure.Method.ContainingType.FullName()}.Configure"
            : null;
}
