using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Makes the model of a route from a controller or socket without mistakes; <c>EndpointsEmitter</c> writes all of them.</summary>
internal static class RouteGatherer
{
    public static RouteModel Gather(MarkedClass marked, SessionName session) => new(
        session.MetadataName,
        marked.Pattern.Text,
        session.FullName,
        marked.Kind == MarkedClassKind.Socket ? ChannelsOf(marked) : null,
        ConfigureOf(marked),
        MetadataExpression.Of(marked));

    /// <summary>A channel with mistakes has no instance.</summary>
    private static EquatableArray<string> ChannelsOf(MarkedClass socket) => SocketChannel.Of(socket)
        .Where(channel => channel.Class is { } found && ClassRules.Allow(found))
        .Select(channel => SessionName.Of(channel.Class!.Type, MarkedClassKind.Channel).FullName)
        .ToEquatableArray();

    private static string? ConfigureOf(MarkedClass marked) =>
        marked.FirstOf(CallbackKind.Configure) is { } configure
            ? $"{configure.Method.ContainingType.FullName()}.Configure"
            : null;
}
