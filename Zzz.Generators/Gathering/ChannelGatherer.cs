using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Gathering;

/// <summary>Makes the model of a channel without mistakes; <c>SessionEmitter</c> writes it.</summary>
internal static class ChannelGatherer
{
    public static ChannelModel Gather(MarkedClass channel) => new(
        SessionGatherer.Gather(channel),
        TopicExpression.Of((TopicPattern)channel.Pattern),
        MetadataExpression.Of(channel));
}
