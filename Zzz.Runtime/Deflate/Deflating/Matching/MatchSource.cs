namespace Zzz.Deflate.Deflating.Matching;

/// <summary>The input of a match finder: the message, the history before it, and how far back matches may reach.</summary>
internal readonly ref struct MatchSource(ReadOnlySpan<byte> message, ReadOnlySpan<byte> history, int windowBits)
{
    public ReadOnlySpan<byte> Message { get; } = message;

    public ReadOnlySpan<byte> History { get; } = history;

    /// <summary>How far back matches may reach: none leaves the agreed window (RFC 7692 §7.1.2).</summary>
    public int MaxDistance { get; } = 1 << windowBits;
}
