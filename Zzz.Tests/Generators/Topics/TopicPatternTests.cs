using Xunit;
using Zzz.Generators.Topics;

namespace Zzz.Tests.Generators.Topics;

public class TopicPatternTests
{
    [Theory]
    [InlineData("lobby")]
    [InlineData("*")]
    [InlineData("room:*")]
    [InlineData("phoenix:*")]
    [InlineData("room:{id}", "id")]
    [InlineData("{room}:{id:int}", "room", "id")]
    [InlineData("a:{id:guid}:*", "id")]
    [InlineData("x{a:long}y{b:bool}z{_c1:alpha}", "a", "b", "_c1")]
    public void A_pattern_has_its_values(string pattern, params string[] names)
    {
        TopicPattern parsed = TopicPatternParser.Parse(pattern);

        Assert.Null(parsed.Mistake);
        Assert.Equal(pattern, parsed.Text);
        Assert.Equal(names, parsed.Parameters);
    }

    [Theory]
    [InlineData("a*b", "a '*' is only allowed as the last character: write {name} for a value elsewhere")]
    [InlineData("**", "a '*' is only allowed as the last character: write {name} for a value elsewhere")]
    [InlineData("room:{id}*", "a value at the end already takes the rest of the topic: remove the '*'")]
    [InlineData("room:{id", "its braces do not match: write {name} or {name:constraint}")]
    [InlineData("room:id}", "its braces do not match: write {name} or {name:constraint}")]
    [InlineData("room:{}", "'{}' is not a valid value: write {name} or {name:constraint}")]
    [InlineData("room:{1a}", "'{1a}' is not a valid value: write {name} or {name:constraint}")]
    [InlineData("room:{a:int:long}", "'{a:int:long}' is not a valid value: write {name} or {name:constraint}")]
    [InlineData("room:{id:min(1)}", "'min(1)' is not a constraint of topics: write one of int, long, guid, bool, alpha")]
    [InlineData("{a}{b}", "nothing shows where '{a}' ends and '{b}' begins: write some text between them")]
    [InlineData("{a}:{a}", "two values are called 'a': give each its own name")]
    public void A_malformed_pattern_has_a_mistake(string pattern, string mistake) =>
        Assert.Equal(mistake, TopicPatternParser.Parse(pattern).Mistake);

    [Theory]
    [InlineData(null, "it is null: write a topic, such as \"room:*\"")]
    [InlineData("", "it is empty: write a topic, such as \"room:*\"")]
    [InlineData("phoenix", "that topic is reserved for heartbeats")]
    [InlineData("{a}:{A}", "two values are called 'A': give each its own name")]
    public void So_has_one_that_nobody_could_join(string? pattern, string mistake) =>
        Assert.Equal(mistake, TopicPatternParser.Parse(pattern).Mistake);

    [Theory]
    [InlineData("*", "lobby")]
    [InlineData("*", "{a}:x")]
    [InlineData("room:*", "room:*")]
    [InlineData("room:*", "room:lobby")]
    [InlineData("room:*", "room:x:*")]
    [InlineData("room:*", "room:{id}")]
    [InlineData("room:*", "room:x{id:int}")]
    [InlineData("room:{id}", "room:{name}")]
    [InlineData("room:{id}", "room:lobby")]
    [InlineData("room:{id}", "room:x*")]
    [InlineData("room:{id}", "room:{id:int}")]
    [InlineData("room:{id}", "room:{a}:{b}")]
    [InlineData("room:{id:long}", "room:{id:int}")]
    [InlineData("game:{id:int}:*", "game:{id:int}:x")]
    [InlineData("{all}", "room:{id}")]
    public void A_pattern_covers_another(string one, string other) =>
        Assert.True(TopicPatternParser.Parse(one).Covers(TopicPatternParser.Parse(other)));

    [Theory]
    [InlineData("lobby", "*")]
    [InlineData("lobby", "Lobby")]
    [InlineData("room:lobby", "room:*")]
    [InlineData("room:x*", "room:*")]
    [InlineData("room:{id}", "room:*")]
    [InlineData("room:{id}", "room:")]
    [InlineData("room:{id:int}", "room:{id}")]
    [InlineData("room:{id:int}", "room:{id:long}")]
    [InlineData("room:{id:int}", "room:lobby")]
    [InlineData("room:{a}:{b}", "room:{a}")]
    [InlineData("game:*", "room:*")]
    [InlineData("game:{id:int}:x", "game:{id:int}:*")]
    public void A_pattern_leaves_another_some_topics(string one, string other) =>
        Assert.False(TopicPatternParser.Parse(one).Covers(TopicPatternParser.Parse(other)));
}
