using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Says where a guard belongs.</summary>
internal static class GuardRemedy
{
    public static string For(Guard guard, Controller controller) => guard switch
    {
        Guard.Filter when controller.Kind == ControllerKind.Channel => "an MVC filter runs only around actions, so write a policy for [Authorize]",
        Guard.Filter => "an MVC filter runs only around actions, so write a policy for [Authorize], or check the request in OnUpgrade",
        Guard.Events => ForEvents(controller),
        Guard.Endpoint when controller.Kind == ControllerKind.Channel => "it applies to requests, so put it on the class of the socket",
        Guard.Authorization when controller.Kind == ControllerKind.Channel =>
            $"put it on '{controller.Type.Name}' or OnJoin to decide who may join, or on a method marked [On] to guard an event",
        _ => $"it applies to the upgrade request, so put it on '{controller.Type.Name}'",
    };

    private static string ForEvents(Controller controller) => controller.Kind switch
    {
        ControllerKind.Channel => $"it limits events, so put it on '{controller.Type.Name}' or on a method marked [On]",
        ControllerKind.Socket => "it limits the events of a channel, so put it there, or set WsOptions.Channels.RateLimit in Configure",
        _ => "it limits the events of a channel, so set WsOptions.RateLimit in Configure",
    };
}
