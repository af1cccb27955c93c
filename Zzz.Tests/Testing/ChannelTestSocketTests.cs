using Xunit;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

public class ChannelTestSocketTests
{
    [Fact]
    public void It_keeps_what_is_sent_in_order()
    {
        var socket = new ChannelTestSocket("room:1");
        socket.Push("a", new Text("hi"));
        socket.PushBinary("b", [1]);
        socket.Broadcast("c", 1);
        socket.BroadcastBinary("d", [2]);
        socket.BroadcastFrom("e", "x");
        socket.BroadcastFromBinary("f", [3]);

        Assert.Equal("room:1", socket.Topic);
        Assert.Equal(new ChannelTestEvent("a", new Text("hi")), socket.Pushes[0]);
        Assert.Equal(new ChannelTestEvent("c", 1), socket.Broadcasts[0]);
        Assert.Equal(new ChannelTestEvent("e", "x"), socket.BroadcastsFrom[0]);
        Assert.Equal([("b", 1), ("d", 2), ("f", 3)], new[] { socket.Pushes[1], socket.Broadcasts[1], socket.BroadcastsFrom[1] }.Select(Binary));
    }

    [Fact]
    public void What_a_topic_does_not_keep_its_connection_may()
    {
        var connection = new WsTestConnection();
        connection.Assign("user", "ann");
        connection.Assign("count", 1);
        var socket = new ChannelTestSocket("room:1", connection);
        socket.Assign("count", 2);

        Assert.Same(connection, socket.Connection);
        Assert.Equal(("ann", 2), (socket.GetAssign<string>("user"), socket.GetAssign<int>("count")));
        Assert.Throws<InvalidCastException>(() => socket.GetAssign<string>("count"));
        socket.Assign("count", null);
        Assert.Equal(1, socket.GetAssign<int>("count"));
    }

    [Fact]
    public void A_topic_that_was_left_gets_no_push_and_still_broadcasts()
    {
        var socket = new ChannelTestSocket();
        socket.Leave();
        Assert.True(socket.Left.IsCancellationRequested);
        Assert.Equal(WsSendResult.Closed, socket.Push("a", 1));
        socket.Broadcast("b", 2);
        Assert.Empty(socket.Pushes);
        Assert.Single(socket.Broadcasts);
    }

    [Fact]
    public void It_ends_with_its_connection_or_when_the_channel_closes_it()
    {
        var connection = new WsTestConnection();
        var closed = new ChannelTestSocket("room:1", connection);
        var other = new ChannelTestSocket("room:2", connection);
        closed.Close();
        Assert.Equal((true, true, false, false), (closed.IsClosed, closed.Left.IsCancellationRequested, other.IsClosed, other.Left.IsCancellationRequested));

        connection.Disconnect();
        Assert.True(other.Left.IsCancellationRequested);
        Assert.Equal(WsSendResult.Closed, other.Push("a", 1));
    }

    [Fact]
    public void A_client_may_be_slow()
    {
        var socket = new ChannelTestSocket { SendResult = WsSendResult.Dropped };
        Assert.Equal(WsSendResult.Dropped, socket.Push("a", 1));
        Assert.Empty(socket.Pushes);
    }

    private static (string Name, int Byte) Binary(ChannelTestEvent one) => (one.Name, Assert.Single(Assert.IsType<byte[]>(one.Payload)));
}
