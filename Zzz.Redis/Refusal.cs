using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>Recognizes errors that waiting does not cure.</summary>
internal static class Refusal
{
    /// <summary>Whether the server or the configuration of the client does not permit a command.</summary>
    public static bool IsPermanent(Exception exception) => exception switch
    {
        RedisCommandException command => command.Message.Contains("command-map", StringComparison.Ordinal),
        RedisServerException server => Contains(server, "NOPERM") || Contains(server, "unknown command") || Contains(server, "disabled"),
        _ => false,
    };

    /// <summary>Whether the server has refused the user, or its certificate is not trusted.</summary>
    public static bool IsAuthentication(Exception? exception) =>
        exception is not null &&
        (exception is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } || IsAuthentication(exception.InnerException));

    private static bool Contains(RedisServerException exception, string text) => exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
