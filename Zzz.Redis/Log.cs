using Microsoft.Extensions.Logging;

namespace Zzz.Redis;

/// <summary>All log messages of the package.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Connected to Redis at {Server}.")]
    public static partial void Connected(ILogger logger, string server);

    [LoggerMessage(101, LogLevel.Warning, "The connection to Redis at {Server} is lost: {Reason}. Messages from other nodes may be lost until it is restored. Zzz keeps trying to connect.")]
    public static partial void Interrupted(ILogger logger, string server, string reason);

    [LoggerMessage(102, LogLevel.Information, "The connection to Redis at {Server} and all subscriptions are restored.")]
    public static partial void Restored(ILogger logger, string server);

    [LoggerMessage(103, LogLevel.Error, "Redis at {Server} cannot be used: {Problem} Zzz keeps trying to connect.")]
    public static partial void Misconfigured(ILogger logger, string server, string problem);

    [LoggerMessage(104, LogLevel.Warning, "A message on {Channel} has an unknown format, and was ignored. Does another app use the same RedisBackplaneOptions.Prefix, or do nodes run different versions of Zzz? Further ones are not logged.")]
    public static partial void UnknownFormat(ILogger logger, string channel);

    [LoggerMessage(105, LogLevel.Warning, "Redis at {Server} cannot be reached: {Reason}. The app runs without the messages of other nodes until it can be. Zzz keeps trying to connect.")]
    public static partial void Unreachable(ILogger logger, string server, string reason);
}
