using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Dispatch;

public class MessageKindTests
{
    [Fact]
    public async Task Text_and_binary_have_handlers_of_their_own()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/kinds");

        await client.SendAsync("a");
        await client.SendBinaryAsync(new byte[] { 1, 2, 3 });
        await client.SendAsync("b");

        await client.ExpectTextAsync("text a");
        await client.ExpectTextAsync("binary 3");
        await client.ExpectTextAsync("text b");
    }

    [Fact]
    public async Task Text_that_no_handler_takes_closes_the_connection()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/binary");

        await client.SendBinaryAsync(new byte[] { 1, 2 });
        await client.SendAsync("a");

        await client.ExpectBinaryAsync(new byte[] { 1, 2 });
        await client.ExpectCloseAsync(WsCloseCode.UnsupportedData);
    }
}
