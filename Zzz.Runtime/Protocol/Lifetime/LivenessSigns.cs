namespace Zzz.Protocol.Lifetime;

/// <summary>The signs of an open connection, in ticks.</summary>
/// <param name="Now">The time of the judgement.</param>
/// <param name="HeardAt">When any byte of the peer was read; now, while nothing is read.</param>
/// <param name="MessageAt">When a message passed, in either direction.</param>
/// <param name="PendingSince">Since when the peer takes nothing of what is sent, if so.</param>
internal readonly record struct LivenessSigns(long Now, long HeardAt, long MessageAt, long? PendingSince);
