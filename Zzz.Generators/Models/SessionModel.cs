using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>Everything that is needed to write the session of one controller or socket, or the instance of one channel.</summary>
/// <param name="Kind">The kind of class.</param>
/// <param name="Name">The name of the session, which also determines the name of its file.</param>
/// <param name="Type">The class, in the form that code uses.</param>
/// <param name="IsSingleton">Whether all connections share one controller.</param>
/// <param name="Dependencies">The arguments for the controller's constructor, in the form that code uses.</param>
/// <param name="Values">The values that the session keeps for its handlers, in the order in which they are read.</param>
/// <param name="Handlers">The callbacks, in source order.</param>
/// <param name="Disposal">How the session disposes the controller.</param>
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
    /// <summary>The name that emitted code uses for the instance of the class.</summary>
    public string Instance => InstanceOf(Kind);

    /// <summary>The name that emitted code uses for the source of the values: the upgrade request, or the join.</summary>
    public string Request => Kind == MarkedClassKind.Channel ? Variables.Join : Variables.Request;

    /// <summary>The class that the session derives from.</summary>
    public string Base => Kind switch
    {
        MarkedClassKind.Channel => KnownTypes.ChannelInstance,
        MarkedClassKind.Socket => KnownTypes.ChannelSession,
        _ => KnownTypes.WsSession,
    };

    /// <summary>Whether any member is called on the controller after it has been created.</summary>
    public bool KeepsInstance => Disposal != Disposal.None || Handlers.Any(handler => !handler.IsStatic);

    /// <summary>Whether the controller can refuse the upgrade request.</summary>
    public bool JudgesUpgrade => Handlers.Any(handler => handler.Kind == CallbackKind.OnUpgrade);

    public static string InstanceOf(MarkedClassKind kind) => kind switch
    {
        MarkedClassKind.Channel => "channel",
        MarkedClassKind.Socket => "socket",
        _ => "controller",
    };
}
