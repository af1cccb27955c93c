namespace Zzz.Deflate.Deflating.Matching;

/// <summary>The input of a match finder: the message, the history before it, and how far back matches may reach.</summary>
internal readonly ref struct MatchSource(ReadOnlySpan<byte> message, ReadOnlySpan<byte> history, int windowBits)
{
    public ReadOnlySpan<byte> Message { get; } = message;

    public ReadOnlySpan<byte> History { get; } = history;

    /// <summary>RFC 7692 §7.1.2: no match leaves the agreed window.</summary>
    public int MaxDistance { get; } = 1 << windowBits;
}
