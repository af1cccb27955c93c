using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Says where a guard belongs.</summary>
internal static class GuardRemedy
{
    public static string For(Guard guard, MarkedClass marked) => guard switch
    {
        Guard.Filter when marked.Kind == MarkedClassKind.Channel => "an MVC filter runs only around actions, so write a policy for [Authorize]",
        Guard.Filter => "an MVC filter runs only around actions, so write a policy for [Authorize], or check the request in OnUpgrade",
        Guard.Events => ForEvents(marked),
        Guard.Endpoint when marked.Kind == MarkedClassKind.Channel => "it applies to requests, so put it on the class of the socket",
        Guard.Authorization when marked.Kind == MarkedClassKind.Channel =>
            $"put it on '{marked.Type.Name}' or OnJoin to decide who may join, or on a method marked [On] to guard an event",
        _ => $"it applies to the upgrade request, so put it on '{marked.Type.Name}'",
    };

    private static string ForEvents(MarkedClass marked) => marked.Kind switch
    {
        MarkedClassKind.Channel => $"it limits events, so put it on '{marked.Type.Name}' or on a method marked [On]",
        MarkedClassKind.Socket => "it limits the events of a channel, so put it there, or set WsOptions.Channels.RateLimit in Configure",
        _ => "it limits the events of a channel, so set WsOptions.RateLimit in Configure",
    };
}
