using System.Diagnostics.CodeAnalysis;
using Zzz.Channels.Wire;

namespace Zzz.Channels.Members;

/// <summary>The topics that one client has joined, looked up by name in UTF-8. Used only in the connection's turn.</summary>
internal sealed class JoinedTopics(LeftLimits leftLimits)
{
    private readonly Dictionary<byte[], ChannelMembership> _memberships = new(Utf8Comparer.Instance);

    public int Count => _memberships.Count;

    public ChannelMembership[] All => [.. _memberships.Values];

    public bool TryGet(ReadOnlySpan<byte> topic, [NotNullWhen(true)] out ChannelMembership? membership) =>
        _memberships.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(topic, out membership);

    /// <summary>Adds a membership, and restores the rate limits of an earlier membership on the same topic.</summary>
    public void Add(ChannelMembership membership)
    {
        membership.Limits = leftLimits.Take(membership.Channel, membership.Writer.Topic);
        _memberships.Add(membership.Writer.Topic, membership);
    }

    /// <summary>Removes a membership, and keeps its rate limits for the next one on its topic.</summary>
    public void Remove(ChannelMembership membership)
    {
        _memberships.Remove(membership.Writer.Topic);
        leftLimits.Keep(membership.Channel, membership.Writer.Topic, membership.Limits);
    }
}
