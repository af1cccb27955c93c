using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class SubprotocolTests
{
    [Theory]
    [InlineData("chat", "chat", "chat")]
    [InlineData("other, chat", "chat", "chat")]
    [InlineData("v1, v2", "v2|v1", "v2")] // the server's preference takes precedence
    [InlineData("other|chat", "chat", "chat")] // in two header lines
    [InlineData("CHAT", "chat", null)] // names are case-sensitive
    [InlineData("other", "chat", null)]
    [InlineData("", "chat", null)]
    [InlineData("chat", "", null)]
    public void The_first_of_the_servers_that_is_offered_is_chosen(string offered, string supported, string? chosen) =>
        Assert.Equal(chosen, Subprotocol.Choose(offered.Split('|'), supported.Split('|', StringSplitOptions.RemoveEmptyEntries)));
}
