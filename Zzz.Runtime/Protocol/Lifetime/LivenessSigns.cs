namespace Zzz.Protocol.Lifetime;

/// <summary>The signs by which an open connection is judged, in ticks.</summary>
/// <param name="Now">The current tick.</param>
/// <param name="HeardAt">When a byte from the peer was last read. The current tick while the server is not reading.</param>
/// <param name="MessageAt">When a message was last sent or received.</param>
/// <param name="PendingSince">Since when the peer has not taken any of the data that is sent, or <see langword="null"/> if nothing is pending.</param>
internal readonly record struct LivenessSigns(long Now, long HeardAt, long MessageAt, long? PendingSince);
