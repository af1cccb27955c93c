namespace Zzz;

/// <summary>How a channel route handles messages that exceed a rate limit.</summary>
public enum RateLimitAction
{
    /// <summary>Drops the message and replies with the error <c>{"reason":"rate_limited"}</c>.</summary>
    Drop,

    /// <summary>Closes the connection with 1008.</summary>
    Close,
}
