namespace Zzz.Transport.Epoll.Calls;

/// <summary>A descriptor that is ready, as <see cref="ILoopCalls.Wait"/> reports it.</summary>
/// <param name="Events">What it is ready for.</param>
/// <param name="Key">The key with which it is watched.</param>
internal readonly record struct Readiness(ReadyEvents Events, ulong Key);
