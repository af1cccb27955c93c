namespace Zzz.Channels.Wire;

/// <summary>The responses, as JSON, in the replies that Zzz sends on its own.</summary>
internal static class StockReplies
{
    public static ReadOnlySpan<byte> Empty => "{}"u8;

    public static ReadOnlySpan<byte> UnmatchedTopic => """{"reason":"unmatched topic"}"""u8;

    public static ReadOnlySpan<byte> UnmatchedEvent => """{"reason":"unmatched event"}"""u8;

    public static ReadOnlySpan<byte> TooManyTopics => """{"reason":"too many channels joined"}"""u8;

    public static ReadOnlySpan<byte> JoinCrashed => """{"reason":"join crashed"}"""u8;

    public static ReadOnlySpan<byte> Unauthorized => """{"reason":"unauthorized"}"""u8;

    public static ReadOnlySpan<byte> RateLimited => """{"reason":"rate_limited"}"""u8;

    public static ReadOnlySpan<byte> InvalidPayload => """{"reason":"invalid payload"}"""u8;

    public static ReadOnlySpan<byte> InvalidPosition => """{"reason":"invalid position"}"""u8;

    /// <summary>The extension of the reply to a join with a position on a topic without a history.</summary>
    public static ReadOnlySpan<byte> NoHistory => """{"recovered":false}"""u8;

    public static ReadOnlySpan<byte> NoBinary => """{"reason":"binary replies need serializer 2"}"""u8;
}
