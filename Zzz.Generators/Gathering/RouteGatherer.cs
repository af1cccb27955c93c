using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Creates the model of a route from a controller or socket that has no mistakes. <c>EndpointsEmitter</c> writes code from all these models.</summary>
internal static class RouteGatherer
{
    public static RouteModel Gather(MarkedClass marked, SessionName session) => new(
        session.MetadataName,
        marked.Pattern.Text,
        session.FullName,
        marked.Kind == MarkedClassKind.Socket ? ChannelsOf(marked) : null,
        ConfigureOf(marked),
        MetadataExpression.Of(marked));

    /// <summary>Returns the instances of a socket's channels, except those with mistakes, for which none is generated.</summary>
    private static EquatableArray<string> ChannelsOf(MarkedClass socket) => SocketChannel.Of(socket)
        .Where(channel => channel.Class is { } found && ClassRules.Allow(found))
        .Select(channel => SessionName.Of(channel.Class!.Type, MarkedClassKind.Channel).FullName)
        .ToEquatableArray();

    private static string? ConfigureOf(MarkedClass marked) =>
        marked.FirstOf(CallbackKind.Configure) is { } configure
            ? $"{configure.Method.ContainingType.FullName()}.Configure"
            : null;
}
