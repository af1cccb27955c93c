using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Dispatch;

public class OnErrorTests
{
    [Theory]
    [InlineData("""{"item":"now"}""", "x: now")]
    [InlineData("""{"item":"later"}""", "x: later")]
    [InlineData("""{"item":""", "x: malformed")]
    [InlineData("null", "x: malformed")]
    public async Task A_forgiven_error_leaves_the_connection_as_it_is(string message, string told)
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/forgiving/x");

        await client.SendAsync(message);
        await client.SendAsync("""{"item":"fine"}""");

        await client.ExpectTextAsync(told);
        await client.ExpectTextAsync("fine");
    }

    [Fact]
    public async Task It_hears_of_OnOpen_too()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/forgiving/throw-in-open");
        await client.ExpectTextAsync("throw-in-open: in OnOpen");
        await client.SendAsync("""{"item":"fine"}""");
        await client.ExpectTextAsync("fine");
    }

    [Fact]
    public async Task An_error_that_is_not_forgiven_closes_the_connection_after_what_it_sent()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/forgiving/x");
        await client.SendAsync("""{"item":"unforgivable"}""");
        await client.ExpectTextAsync("x: unforgivable");
        await client.ExpectCloseAsync(WsCloseCode.InternalServerError);
    }

    [Fact]
    public async Task An_OnError_that_throws_closes_the_connection()
    {
        await using WsTestApp app = await MemoryApp.StartAsync();
        await using WsTestClient client = await app.ConnectAsync("/forgiving/x");
        await client.SendAsync("""{"item":"throw again"}""");
        await client.ExpectCloseAsync(WsCloseCode.InternalServerError);
    }
}
