using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Says where a guard belongs.</summary>
internal static class GuardRemedy
{
    public static string For(Guard guard, Controller controller) => guard switch
    {
        Guard.Filter when controller.Kind == ControllerKind.Channel => "a filter of MVC runs around actions alone, so write a policy for [Authorize]",
        Guard.Filter => "a filter of MVC runs around actions alone, so write a policy for [Authorize], or judge the request in OnUpgrade",
        Guard.Events => ForEvents(controller),
        Guard.Endpoint when controller.Kind == ControllerKind.Channel => "it judges requests, so write it on the class of the socket",
        Guard.Authorization when controller.Kind == ControllerKind.Channel =>
            $"write it on '{controller.Type.Name}' or OnJoin to judge who may join, or on a method marked [On] to judge an event",
        _ => $"it judges the request before there is a connection, so write it on '{controller.Type.Name}'",
    };

    private static string ForEvents(Controller controller) => controller.Kind switch
    {
        ControllerKind.Channel => $"it counts events, so write it on '{controller.Type.Name}' or on a method marked [On]",
        ControllerKind.Socket => "it counts the events of a channel, so write it there, or set WsOptions.Channels.RateLimit in Configure",
        _ => "it counts the events of a channel, so set WsOptions.RateLimit in Configure",
    };
}
