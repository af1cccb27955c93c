using System.Diagnostics.CodeAnalysis;

namespace Zzz.Channels;

/// <summary>The topics that one client has joined, found by their name in UTF-8. Used in the socket's turn alone.</summary>
internal sealed class JoinedTopics
{
    private readonly Dictionary<byte[], ChannelMembership> _memberships = new(Utf8Comparer.Instance);

    public int Count => _memberships.Count;

    public ChannelMembership[] All => [.. _memberships.Values];

    public bool TryGet(ReadOnlySpan<byte> topic, [NotNullWhen(true)] out ChannelMembership? membership) =>
        _memberships.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(topic, out membership);

    public void Add(ChannelMembership membership) => _memberships.Add(membership.TopicUtf8, membership);

    public void Remove(ChannelMembership membership) => _memberships.Remove(membership.TopicUtf8);
}
