using System.Net;
using System.Security.Claims;
using Xunit;
using Zzz.Tests.Controllers;

namespace Zzz.Tests.Testing;

public class WsTestConnectionTests
{
    [Fact]
    public async Task It_keeps_what_is_sent_in_order()
    {
        var ws = new WsTestConnection();
        byte[] reused = "b"u8.ToArray();
        ws.Send("a");
        ws.Send(new WsMessage(WsMessageKind.Text, reused));
        reused[0] = (byte)'x';
        ws.Send("c".AsSpan());
        ws.SendUtf8("d"u8);
        ws.SendJson(new Order("tea"));
        ws.SendBinary([1]);
        await ws.SendAsync("e", cancellationToken: TestContext.Current.CancellationToken);
        await ws.SendAsync(new WsMessage(WsMessageKind.Binary, new byte[] { 2 }), cancellationToken: TestContext.Current.CancellationToken);
        await ws.SendUtf8Async("f"u8.ToArray(), cancellationToken: TestContext.Current.CancellationToken);
        await ws.SendBinaryAsync(new byte[] { 3 }, cancellationToken: TestContext.Current.CancellationToken);
        await ws.SendJsonAsync(1, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c", "d", """{"item":"tea","count":1}""", "e", "f", "1"], ws.SentTexts);
        Assert.Equal([1, 2, 3], ws.Sent.Where(message => message.Kind == WsMessageKind.Binary).Select(message => message.Payload.Span[0]));
    }

    [Fact]
    public void It_says_what_the_test_set()
    {
        var alice = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], "test"));
        var address = new IPEndPoint(IPAddress.Loopback, 1);
        var ws = new WsTestConnection("7", alice, "chat", address)
        {
            Params = { ["room"] = "red" },
            Query = { ["token"] = "abc" },
            Buffered = 5,
        };
        ws.Assign("count", 3);

        Assert.Equal(("7", "alice", "chat", address, 5L), (ws.Id, ws.User.Identity!.Name, ws.Subprotocol, ws.RemoteEndPoint, ws.BufferedBytes));
        Assert.Equal(("red", "abc", null, null), (ws.Param("ROOM"), ws.QueryParam("Token"), ws.Param("x"), ws.QueryParam("x")));
        Assert.Equal((3, null), (ws.GetAssign<int>("count"), ws.GetAssign<string>("x")));
        Assert.False(new WsTestConnection().User.Identity!.IsAuthenticated);
    }

    [Fact]
    public void After_a_close_nothing_is_sent_and_the_first_close_counts()
    {
        var ws = new WsTestConnection();
        ws.Close((WsCloseCode)4000, "bye");
        ws.Close();

        Assert.Equal(WsSendResult.Closed, ws.Send("too late"));
        Assert.Empty(ws.Sent);
        Assert.Equal(((WsCloseCode?)4000, "bye"), (ws.CloseCode, ws.CloseReason));
    }

    [Fact]
    public void After_an_abort_it_is_gone()
    {
        var ws = new WsTestConnection();
        ws.Abort();
        Assert.True(ws.IsAborted && ws.Closed.IsCancellationRequested);
        Assert.Equal(WsSendResult.Closed, ws.Send("too late"));
    }

    /// <summary>Each code that a real connection refuses is refused, and no other.</summary>
    [Fact]
    public void It_refuses_what_a_connection_refuses()
    {
        foreach (int code in Enumerable.Range(0, 5100))
        {
            bool isClosed = Record.Exception(() => new WsTestConnection().Close((WsCloseCode)code)) is null;
            Assert.Equal(Zzz.Protocol.ClosePayload.MayBeSent((WsCloseCode)code), isClosed);
        }

        Assert.Throws<ArgumentException>(() => new WsTestConnection().SendUtf8([0xFF]));
    }
}
