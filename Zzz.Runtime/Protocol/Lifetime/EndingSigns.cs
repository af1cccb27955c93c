namespace Zzz.Protocol.Lifetime;

/// <summary>The signs of a closing connection, in ticks.</summary>
/// <param name="Now">The time of the judgement.</param>
/// <param name="IsRead">Whether the peer is read. While a handler runs it is not, so its answer may lie unread.</param>
/// <param name="HeardAt">When any byte of the peer was read, or could be again.</param>
/// <param name="ReadAt">Since when the peer is read.</param>
/// <param name="PendingSince">Since when the peer takes nothing of what is sent, if so.</param>
internal readonly record struct EndingSigns(long Now, bool IsRead, long HeardAt, long ReadAt, long? PendingSince);
