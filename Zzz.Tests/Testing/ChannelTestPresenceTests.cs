using Xunit;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

public class ChannelTestPresenceTests
{
    private readonly ChannelTestPresence _presence = new();
    private readonly ChannelTestSocket _desk = new("room:1");
    private readonly ChannelTestSocket _phone = new("room:1");

    [Fact]
    public void It_lists_the_metas_of_each_key_of_a_topic()
    {
        _presence.Track(_desk, "ann", new Text("desk"));
        _presence.Track(_phone, "ann", new Text("phone"));
        _presence.Track(_phone, "bob", new Text("too"));
        _presence.Track(new ChannelTestSocket("room:2"), "cid", new Text("elsewhere"));

        IReadOnlyDictionary<string, IReadOnlyList<Text>> list = _presence.List<Text>("room:1");
        Assert.Equal(["ann", "bob"], list.Keys.Order());
        Assert.Equal([new Text("desk"), new Text("phone")], list["ann"]);
    }

    [Fact]
    public void It_updates_only_whom_it_tracks()
    {
        _presence.Track(_desk, "ann", new Text("here"));
        _presence.Update(_desk, "ann", new Text("away"));
        _presence.Update(_desk, "bob", new Text("away"));
        Assert.Equal(new Text("away"), Assert.Single(Assert.Single(_presence.List<Text>("room:1")).Value));
    }

    [Fact]
    public void Who_is_untracked_or_leaves_is_gone()
    {
        _presence.Track(_desk, "ann", new Text("here"));
        _presence.Track(_phone, "bob", new Text("here"));
        _presence.Untrack(_desk, "ann");
        Assert.Equal(["bob"], _presence.List<Text>("room:1").Keys);
        _phone.Leave();
        Assert.Empty(_presence.List<Text>("room:1"));
    }

    [Fact]
    public void It_keeps_who_only_watches()
    {
        _presence.PushState(_desk);
        Assert.Same(_desk, Assert.Single(_presence.Watchers));
    }
}
