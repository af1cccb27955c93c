using Xunit;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

public class ChannelTestReplyToTests
{
    public static TheoryData<Func<ReplyTo, WsSendResult>, bool, object?> Replies => new()
    {
        { reply => reply.Ok(), true, null },
        { reply => reply.Ok(new Sum(3)), true, new Sum(3) },
        { reply => reply.OkBinary([1]), true, new byte[] { 1 } },
        { reply => reply.Error("no"), false, new ErrorReason("no") },
        { reply => reply.Error(new Sum(4)), false, new Sum(4) },
    };

    [Theory]
    [MemberData(nameof(Replies), DisableDiscoveryEnumeration = true)]
    public void It_keeps_the_first_reply(Func<ReplyTo, WsSendResult> reply, bool isOk, object? response)
    {
        var kept = new ChannelTestReplyTo();
        Assert.Equal(WsSendResult.Sent, reply(kept));
        Assert.Equal(WsSendResult.NotAwaited, kept.Ok("too late"));
        Assert.Equal(isOk, kept.IsOk);
        Assert.Equal(response, kept.Response);
    }

    [Fact]
    public async Task A_reply_that_comes_later_can_be_awaited()
    {
        var reply = new ChannelTestReplyTo();
        Assert.Null(reply.IsOk);
        Assert.Null(reply.Response);
        _ = Task.Run(() => reply.Ok(1), TestContext.Current.CancellationToken);
        await reply.Replied.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, reply.Response);
    }
}
