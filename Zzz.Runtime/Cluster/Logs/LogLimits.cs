namespace Zzz.Cluster.Logs;

/// <summary>How much of a topic is kept in its log.</summary>
/// <param name="MaxMessages">The greatest number of messages.</param>
/// <param name="MaxBytes">The greatest size of the messages.</param>
/// <param name="MaxAge">How long a message is kept.</param>
internal readonly record struct LogLimits(int MaxMessages, int MaxBytes, TimeSpan MaxAge);
