using Xunit;

namespace Zzz.Tests.Protocol;

/// <summary>The split property: however a peer's bytes are cut, they mean the same.</summary>
internal static class SplitProperty
{
    public static void Assert_events(byte[] input, params string[] events)
    {
        Assert.Equal(events, MessageTrace.Of(input));
        Assert.Equal(events, MessageTrace.OfSingleBytes(input));
        for (int cut = 0; cut <= input.Length; cut++) Assert.Equal(events, MessageTrace.OfCut(input, cut));
    }
}
