namespace Zzz.Protocol.Lifetime;

/// <summary>The time that the server recently lost because it did not run, as a range on the running total of all time that it has lost.</summary>
/// <param name="From">The total before that time.</param>
/// <param name="To">The total including that time.</param>
/// <param name="Until">The timestamp after which that time no longer counts.</param>
internal readonly record struct LostTime(long From, long To, long Until);
