using System.Text;
using System.Text.Json;
using Xunit;
using Zzz.Presence;
using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

public class PresenceShapeTests
{
    private static readonly Dictionary<string, JsonElement> None = [];

    [Fact]
    public void A_meta_begins_with_its_ref() =>
        Assert.Equal("""{"phx_ref":"a1","name":"Ann"}""", Meta("""{"name":"Ann"}""", "a1"));

    [Fact]
    public void A_meta_that_replaces_another_names_it() =>
        Assert.Equal("""{"phx_ref":"a2","phx_ref_prev":"a1","name":"Ann"}""", Meta("""{"name":"Ann"}""", "a2", "a1"));

    [Fact]
    public void An_empty_meta_has_its_ref_alone() => Assert.Equal("""{"phx_ref":"a1"}""", Meta("{}", "a1"));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"Ann\"")]
    [InlineData("""{"phx_ref":"mine"}""")]
    [InlineData("""{"phx_ref_prev":"mine"}""")]
    public void What_is_no_object_or_takes_the_protocols_names_is_refused(string json) =>
        Assert.Throws<ArgumentException>(() => PresenceMeta.ThrowUnlessMeta(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_state_has_the_metas_of_each_key()
    {
        PresenceEntry[] entries = [Entry("ann", "a1"), Entry("bob", "b1"), Entry("ann", "a2")];
        Assert.Equal(
            """{"ann":{"metas":[{"phx_ref":"a1"},{"phx_ref":"a2"}]},"bob":{"metas":[{"phx_ref":"b1"}]}}""",
            Encoding.UTF8.GetString(PresenceShape.State(entries, None)));
    }

    [Fact]
    public void A_state_of_nobody_is_an_empty_object() => Assert.Equal("{}"u8, PresenceShape.State([], None));

    [Fact]
    public void A_diff_has_joins_and_leaves()
    {
        var diff = new TopicDiff("room", [Entry("ann", "a2")], [Entry("ann", "a1")]);
        Assert.Equal(
            """{"joins":{"ann":{"metas":[{"phx_ref":"a2"}]}},"leaves":{"ann":{"metas":[{"phx_ref":"a1"}]}}}""",
            Encoding.UTF8.GetString(PresenceShape.Diff(diff, None)));
    }

    [Fact]
    public void What_was_fetched_stands_beside_the_metas()
    {
        var details = new Dictionary<string, JsonElement> { ["ann"] = JsonElement.Parse("""{"user":{"id":7},"metas":"no"}""") };
        Assert.Equal(
            """{"ann":{"metas":[{"phx_ref":"a1"}],"user":{"id":7}}}""",
            Encoding.UTF8.GetString(PresenceShape.State([Entry("ann", "a1")], details)));
    }

    private static string Meta(string json, string reference, string? previous = null) =>
        Encoding.UTF8.GetString(PresenceMeta.Of(Encoding.UTF8.GetBytes(json), reference, previous));

    private static PresenceEntry Entry(string key, string reference) => new("room", key, reference, PresenceMeta.Of("{}"u8.ToArray(), reference));
}
