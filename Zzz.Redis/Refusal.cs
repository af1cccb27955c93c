using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>Recognizes errors that waiting does not cure.</summary>
internal static class Refusal
{
    /// <summary>What Redis's answers contain, in all versions, if an access control list or the configuration forbids a command.</summary>
    private static readonly string[] Forbidden = ["NOPERM", "The user executing the script can't", "ACL failure in script", "unknown command", "disabled"];

    /// <summary>Whether the server or the configuration of the client does not permit a command.</summary>
    public static bool IsPermanent(Exception exception) => exception switch
    {
        RedisCommandException command => command.Message.Contains("command-map", StringComparison.Ordinal),
        RedisServerException server => Array.Exists(Forbidden, text => server.Message.Contains(text, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>Whether the server has refused the user, or its certificate is not trusted.</summary>
    public static bool IsAuthentication(Exception? exception) =>
        exception is not null &&
        (exception is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } || IsAuthentication(exception.InnerException));

    /// <summary>Whether a command failed because the library is still connecting, so that it is not known yet whether the server refuses.</summary>
    public static bool IsUndecided(Exception exception) =>
        exception.GetBaseException() is RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection };
}
