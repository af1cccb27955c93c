namespace Zzz;

/// <summary>What happens to an event of a channel that comes when the rate limit has no token left.</summary>
public enum RateLimitAction
{
    /// <summary>It is dropped, and its reply is the error <c>{"reason":"rate_limited"}</c>.</summary>
    Drop,

    /// <summary>The connection is closed with 1008.</summary>
    Disconnect,
}
