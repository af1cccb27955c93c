using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>All that the session of one controller or socket, or the instance of one channel, is written from.</summary>
/// <param name="Kind">What the class is.</param>
/// <param name="Name">The name of the session and of its file.</param>
/// <param name="Type">The class, as code writes it.</param>
/// <param name="IsSingleton">Whether all connections share one controller.</param>
/// <param name="Dependencies">The arguments of the controller's constructor, as code writes them.</param>
/// <param name="Values">What the session keeps for its handlers, in the order in which it is taken.</param>
/// <param name="Handlers">The callbacks, in source order.</param>
/// <param name="Disposal">How the session disposes of the controller.</param>
internal sealed record SessionModel(
    MarkedClassKind Kind,
    SessionName Name,
    string Type,
    bool IsSingleton,
    EquatableArray<string> Dependencies,
    EquatableArray<ValueModel> Values,
    EquatableArray<HandlerModel> Handlers,
    Disposal Disposal)
{
    /// <summary>What emitted code calls the instance of the class.</summary>
    public string Instance => InstanceOf(Kind);

    /// <summary>What emitted code calls that of which the values are taken: the upgrade request, or the join.</summary>
    public string Request => Kind == MarkedClassKind.Channel ? Variables.Join : Variables.Request;

    /// <summary>The class that the session derives from.</summary>
    public string Base => Kind switch
    {
        MarkedClassKind.Channel => KnownTypes.ChannelInstance,
        MarkedClassKind.Socket => KnownTypes.ChannelSession,
        _ => KnownTypes.WsSession,
    };

    /// <summary>Whether anything is ever called on the controller, once it is made.</summary>
    public bool KeepsInstance => Disposal != Disposal.None || Handlers.Any(handler => !handler.IsStatic);

    /// <summary>Whether the controller has a say before the connection is there.</summary>
    public bool JudgesUpgrade => Handlers.Any(handler => handler.Kind == CallbackKind.OnUpgrade);

    public static string InstanceOf(MarkedClassKind kind) => kind switch
    {
        MarkedClassKind.Channel => "channel",
        MarkedClassKind.Socket => "socket",
        _ => "controller",
    };
}
