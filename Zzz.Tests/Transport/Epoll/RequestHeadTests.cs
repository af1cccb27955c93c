using System.Text;
using Xunit;
using Zzz.Tests.Peers;
using Zzz.Transport.Epoll;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>Which first bytes are those of a plain upgrade request.</summary>
public class RequestHeadTests
{
    private const string Plain = "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    [Fact]
    public void A_whole_upgrade_request_is_one() => Assert.Equal(Plain.Length, LengthOf(Plain));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nUPGRADE:WebSocket\r\n\r\n")]
    [InlineData("GET /?a=%20&b=c HTTP/1.1\r\nhost: a\r\nupgrade: \t WEBSOCKET \t\r\n\r\n")]
    public void Order_case_and_blanks_do_not_matter(string head) => Assert.Equal(head.Length, LengthOf(head));

    [Fact]
    public void Bytes_behind_it_do_not_count() => Assert.Equal(Plain.Length, LengthOf(Plain + "\u0081\u0085GET / HTTP/1.1\r\n\r\n"));

    [Fact]
    public void A_part_of_it_is_none()
    {
        byte[] request = RawPeer.Handshake("/echo");
        for (int length = 0; length < request.Length; length++) Assert.Equal(0, RequestHead.LengthOfUpgrade(request.AsSpan(0, length)));
        Assert.Equal(request.Length, RequestHead.LengthOfUpgrade(request));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("GET http://a/ HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("get / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData(" GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("\r\nGET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nUpgrade: websocket\n\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\n\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nA: b\rc\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nA: b\0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nA: \u00E4\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nA: b\r\n c\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket, h2c\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade : websocket\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\ntransfer-encoding: chunked\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("\r\n\r\n")]
    [InlineData("GET /\r\n\r\n")]
    [InlineData("")]
    public void Anything_else_is_none(string bytes) => Assert.Equal(0, LengthOf(bytes));

    private static int LengthOf(string bytes) => RequestHead.LengthOfUpgrade(Encoding.Latin1.GetBytes(bytes));
}
