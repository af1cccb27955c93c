namespace Zzz.Protocol.Lifetime;

/// <summary>Time in which the server did not run, as a span of all time that it has lost.</summary>
/// <param name="From">How much was lost before.</param>
/// <param name="To">How much is lost now.</param>
/// <param name="Until">When the span counts no more.</param>
internal readonly record struct LostTime(long From, long To, long Until);
