using Zzz.Channels.Members;

namespace Zzz.Presence;

/// <summary>What is told on one topic at once.</summary>
/// <param name="Asking">The clients that get the state first.</param>
/// <param name="State">What was present before the difference; empty if nobody asks.</param>
/// <param name="Diff">The difference, which everybody gets.</param>
/// <param name="Since">Since when somebody waits, as a timestamp.</param>
internal sealed record TopicReport(ChannelMembership[] Asking, PresenceEntry[] State, TopicDiff Diff, long Since);
