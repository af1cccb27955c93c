using Zzz.Channels.Members;
using Zzz.Presence.Replicas;

namespace Zzz.Presence;

/// <summary>One round of notifications on one topic.</summary>
/// <param name="Asking">The clients that get the state before the difference.</param>
/// <param name="State">The entries before the difference; empty if no client has asked for the state.</param>
/// <param name="Diff">The difference, which all clients get.</param>
/// <param name="Since">The timestamp since which clients have been waiting.</param>
internal sealed record TopicReport(ChannelMembership[] Asking, PresenceEntry[] State, TopicDiff Diff, long Since);
