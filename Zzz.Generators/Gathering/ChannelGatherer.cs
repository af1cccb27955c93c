using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Gathering;

/// <summary>Creates the model of a channel that has no mistakes. <c>SessionEmitter</c> writes code from the model.</summary>
internal static class ChannelGatherer
{
    public static ChannelModel Gather(MarkedClass channel) => new(
        SessionGatherer.Gather(channel),
        TopicExpression.Of((TopicPattern)channel.Pattern),
        MetadataExpression.Of(channel));
}
