namespace Zzz.Protocol.Lifetime;

/// <summary>The signs by which a closing connection is judged, in ticks.</summary>
/// <param name="Now">The current tick.</param>
/// <param name="IsRead">Whether the server reads from the peer. It does not while a handler runs, so the peer's answer may be waiting unread.</param>
/// <param name="HeardAt">When a byte from the peer was last read, or when reading last resumed.</param>
/// <param name="ReadAt">Since when the server reads from the peer.</param>
/// <param name="PendingSince">Since when the peer has not taken any of the data that is sent, or <see langword="null"/> if nothing is pending.</param>
internal readonly record struct EndingSigns(long Now, bool IsRead, long HeardAt, long ReadAt, long? PendingSince);
