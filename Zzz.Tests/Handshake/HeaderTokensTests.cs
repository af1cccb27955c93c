using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class HeaderTokensTests
{
    [Theory]
    [InlineData("websocket", true)]
    [InlineData("WebSocket", true)]
    [InlineData("h2c, websocket", true)]
    [InlineData("h2c ,\twebsocket ", true)]
    [InlineData(",,websocket,", true)]
    [InlineData("h2c|websocket", true)]
    [InlineData("websockets", false)]
    [InlineData("web socket", false)]
    [InlineData("", false)]
    public void A_list_may_go_on_over_lines(string lines, bool contains) =>
        Assert.Equal(contains, HeaderTokens.Contains(lines.Split('|'), "websocket"));

    [Fact]
    public void No_line_holds_no_token() => Assert.Empty(HeaderTokens.All([null]));

    [Fact]
    public void Tokens_come_in_order() => Assert.Equal(["a", "b", "c"], HeaderTokens.All(["a, b", " c "]));
}
