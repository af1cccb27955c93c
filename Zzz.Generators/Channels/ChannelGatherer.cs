using Zzz.Generators.Endpoints;
using Zzz.Generators.Parsing;
using Zzz.Generators.Sessions;

namespace Zzz.Generators.Channels;

/// <summary>Makes the model of a channel without mistakes; <c>SessionEmitter</c> writes it.</summary>
internal static class ChannelGatherer
{
    public static ChannelModel Gather(Controller channel) => new(
        SessionGatherer.Gather(channel),
        channel.Pattern.Text,
        EndpointMetadata.Of(channel));
}
