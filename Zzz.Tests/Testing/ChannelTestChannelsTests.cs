using Xunit;

namespace Zzz.Tests.Testing;

public class ChannelTestChannelsTests
{
    private readonly ChannelTestChannels _channels = new();

    [Fact]
    public void What_is_broadcast_is_kept_as_it_was_given()
    {
        _channels.Broadcast("room:1", "said", 42);
        _channels.BroadcastBinary("room:2", "drawn", [1, 2]);
        Assert.Equal(new ChannelTestBroadcast("room:1", "said", 42), _channels.Broadcasts[0]);
        Assert.Equal(("room:2", "drawn"), (_channels.Broadcasts[1].Topic, _channels.Broadcasts[1].Name));
        Assert.Equal([1, 2], Assert.IsType<byte[]>(_channels.Broadcasts[1].Payload));
        Assert.Equal(2, _channels.Broadcasts.Count);
    }

    [Fact]
    public void Whom_it_disconnects_is_kept()
    {
        _channels.Disconnect("user:1");
        _channels.Disconnect("user:2");
        Assert.Equal(["user:1", "user:2"], _channels.Disconnected);
    }

    [Fact]
    public void It_has_as_many_subscribers_as_the_test_says()
    {
        _channels.Subscribers["room:1"] = 3;
        Assert.Equal(3, _channels.SubscriberCount("room:1"));
        Assert.Equal(0, _channels.SubscriberCount("room:2"));
    }
}
