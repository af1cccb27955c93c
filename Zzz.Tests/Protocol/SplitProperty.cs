using Xunit;

namespace Zzz.Tests.Protocol;

/// <summary>The split property: however a peer's bytes are cut, their meaning is the same.</summary>
internal static class SplitProperty
{
    public static void Assert_events(byte[] input, params string[] events) => Assert_events(() => new MessageTrace(), input, events);

    /// <summary>For readers with another limit or with compression.</summary>
    public static void Assert_events(Func<MessageTrace> open, byte[] input, params string[] events)
    {
        Assert.Equal(events, open().Feed(input).Events);
        Assert.Equal(events, open().FeedSingly(input).Events);
        for (int cut = 0; cut <= input.Length; cut++) Assert.Equal(events, open().Feed(input[..cut]).Feed(input[cut..]).Events);
    }
}
