namespace Zzz;

/// <summary>How a channel handles an event that exceeds its rate limit.</summary>
public enum RateLimitAction
{
    /// <summary>Drops the event and replies with the error <c>{"reason":"rate_limited"}</c>.</summary>
    Drop,

    /// <summary>Closes the connection with 1008.</summary>
    Close,
}
