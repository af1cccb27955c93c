using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Tests.Cluster;

namespace Zzz.Tests.PubSub;

public sealed class TopicClosesTests
{
    [Fact]
    public void A_close_from_the_log_concerns_only_those_who_are_subscribed_when_it_arrives()
    {
        var time = new FakeTimeProvider();
        using OtherNodes nodes = TestNodes.New(time: time);
        int asked = 0, closed = 0;
        _ = new TopicCloses(nodes, (_, _) => closed++, topic =>
        {
            Assert.Equal("user:1", topic);
            asked++;
            return [];
        });
        Span<byte> close = stackalloc byte[ClosePayload.MaxBytes];
        int size = new ClosePayload((WsCloseCode)4001, "signed out").Write(close);
        var message = new NodeMessage(NodeMessageKind.CloseTopic, [(byte)size, .. close[..size], .. "user:1"u8], sender: new byte[16]);
        Assert.Equal(0, nodes.Handlers[NodeMessageKind.CloseTopic]!("", message, null));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 0), (asked, closed));
    }
}
