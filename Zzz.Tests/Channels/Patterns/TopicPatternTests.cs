using System.Text;
using Xunit;
using Zzz.Channels.Patterns;

namespace Zzz.Tests.Channels.Patterns;

public class TopicPatternTests
{
    [Theory]
    [InlineData("lobby", "lobby", "")]
    [InlineData("room:*", "room:", "")]
    [InlineData("room:*", "room:1:2", "")]
    [InlineData("*", "anything", "")]
    [InlineData("room:{id}", "room:42", "id=42")]
    [InlineData("room:{id}", "room:a:b", "id=a:b")]
    [InlineData("room:{id:int}", "room:-42", "id=-42")]
    [InlineData("room:{id:long}", "room:9000000000", "id=9000000000")]
    [InlineData("room:{id:guid}", "room:7bd2b6f5-37ea-4cc3-8a3f-0a3a6f0dbf0e", "id=7bd2b6f5-37ea-4cc3-8a3f-0a3a6f0dbf0e")]
    [InlineData("room:{open:bool}", "room:true", "open=true")]
    [InlineData("room:{id:int}", "room:0", "id=0")]
    [InlineData("room:{name:alpha}", "room:Lobby", "name=Lobby")]
    [InlineData("game:{id:int}:{side}", "game:7:white", "id=7,side=white")]
    [InlineData("game:{id}:moves:*", "game:7:moves:3", "id=7")]
    [InlineData("{kind}:all", "room:all", "kind=room")]
    [InlineData("straße:{name}", "straße:älä", "name=älä")]
    public void A_topic_matches(string pattern, string topic, string values) => Assert.Equal(values, Match(pattern, topic));

    [Theory]
    [InlineData("lobby", "lobb")]
    [InlineData("lobby", "lobby2")]
    [InlineData("lobby", "Lobby")]
    [InlineData("room:*", "room")]
    [InlineData("room:{id}", "room:")]
    [InlineData("room:{id:int}", "room:x")]
    [InlineData("room:{id:int}", "room:1x")]
    [InlineData("room:{id:int}", "room:9000000000")]
    [InlineData("room:{id:guid}", "room:7bd2")]
    [InlineData("room:{open:bool}", "room:yes")]
    [InlineData("room:{id:int}", "room: 5")] // each value has only one topic, spelled as the value would be formatted
    [InlineData("room:{id:int}", "room:5 ")]
    [InlineData("room:{id:int}", "room:+5")]
    [InlineData("room:{id:int}", "room:005")]
    [InlineData("room:{id:int}", "room:-0")]
    [InlineData("room:{id:int}", "room:5\0")]
    [InlineData("room:{id:long}", "room:+9000000000")]
    [InlineData("room:{id:long}", "room:09000000000")]
    [InlineData("room:{id:guid}", "room:7BD2B6F5-37EA-4CC3-8A3F-0A3A6F0DBF0E")]
    [InlineData("room:{id:guid}", "room:7bd2b6f537ea4cc38a3f0a3a6f0dbf0e")]
    [InlineData("room:{id:guid}", "room:{7bd2b6f5-37ea-4cc3-8a3f-0a3a6f0dbf0e}")]
    [InlineData("room:{open:bool}", "room:True")]
    [InlineData("room:{open:bool}", "room:TRUE")]
    [InlineData("room:{name:alpha}", "room:r2")]
    [InlineData("game:{id}:{side}", "game:7")]
    [InlineData("game:{id}:{side}", "game::white")]
    [InlineData("{kind}:all", ":all")]
    [InlineData("{kind}:all", "room:all:more")]
    public void A_topic_does_not_match(string pattern, string topic) => Assert.Null(Match(pattern, topic));

    [Fact]
    public void Matching_allocates_nothing()
    {
        var pattern = new TopicPattern(TopicParts.Of("game:{id:int}:{side:alpha}:*"));
        byte[] topic = Encoding.UTF8.GetBytes("game:42:white:moves");
        bool matched = true;
        Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(matched);

        void Measure()
        {
            Span<Range> values = stackalloc Range[2];
            for (int i = 0; i < 1000; i++) matched &= pattern.TryMatch(topic, values);
        }
    }

    private static string? Match(string pattern, string topic)
    {
        var parsed = new TopicPattern(TopicParts.Of(pattern));
        byte[] utf8 = Encoding.UTF8.GetBytes(topic);
        Span<Range> values = stackalloc Range[parsed.Names.Length];
        if (!parsed.TryMatch(utf8, values)) return null;

        var found = new List<string>();
        for (int i = 0; i < values.Length; i++) found.Add($"{parsed.Names[i]}={Encoding.UTF8.GetString(utf8.AsSpan(values[i]))}");
        return string.Join(',', found);
    }
}
