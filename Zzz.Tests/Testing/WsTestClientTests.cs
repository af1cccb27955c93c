using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Testing;

/// <summary>Tests the promises of the scripted client, and its reports of expectations that are not met.</summary>
public sealed class WsTestClientTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private readonly Handles _handles = new();
    private WsTestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await MemoryApp.StartAsync(
        options => options.CloseTimeout = TimeSpan.FromSeconds(1),
        services => services.AddSingleton(_calls).AddSingleton(_handles).AddSingleton<PauseController.Gate>());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task It_names_the_text_that_came_instead()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        await client.SendAsync("b");
        await AssertFailsAsync("Expected the text \"a\", but got the text \"b\".", () => client.ExpectTextAsync("a"));
    }

    [Fact]
    public async Task It_names_the_kind_that_came_instead()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        await client.SendBinaryAsync(new byte[] { 1, 255 });
        await AssertFailsAsync("Expected a text, but got 2 bytes: 01FF.", () => client.ExpectTextAsync());
    }

    [Fact]
    public async Task It_names_the_close_that_came_instead_and_what_the_app_logged()
    {
        await using WsTestClient client = await _app.ConnectAsync("/record");
        await client.SendAsync("throw");
        await AssertFailsAsync(
            "Expected the text \"throw\", but got a close with 1011 \"\". The app logged InvalidOperationException: thrown in OnMessage",
            () => client.ExpectTextAsync("throw"));
    }

    [Fact]
    public async Task It_names_the_message_that_came_instead_of_a_close_or_an_end()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        await client.SendAsync("a");
        await client.SendAsync("b");
        await client.SendAsync("c");
        await AssertFailsAsync("Expected a close with 1001 \"bye\", but got the text \"a\".", () => client.ExpectCloseAsync(WsCloseCode.GoingAway, "bye"));
        await AssertFailsAsync("Expected the end of the connection, but got the text \"b\".", client.ExpectEndAsync);
        await AssertFailsAsync("Expected nothing, but got the text \"c\".", client.ExpectNothingAsync);
    }

    [Fact]
    public async Task It_says_that_the_connection_has_ended()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        (await _handles.NextAsync()).Abort();
        await AssertFailsAsync("Expected a binary message, but the connection has ended.", () => client.ExpectBinaryAsync());
        await AssertFailsAsync("Expected nothing, but the connection has ended.", client.ExpectNothingAsync);
    }

    [Fact]
    public async Task It_says_that_nothing_came()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        client.Timeout = TimeSpan.FromMilliseconds(100);
        await AssertFailsAsync("Expected a ping, but nothing came within 0.1 s.", () => client.ExpectPingAsync());
    }

    [Fact]
    public async Task It_says_what_is_no_JSON()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        await client.SendAsync("{");
        WsTestException exception = await Assert.ThrowsAsync<WsTestException>(() => client.ExpectJsonAsync<Order>());
        Assert.StartsWith("Expected JSON of Order, but got the text \"{\": ", exception.Message);
    }

    [Fact]
    public async Task It_says_why_there_is_no_connection()
    {
        await AssertFailsAsync("Expected a connection to /nowhere, but got 404 Not Found.", () => _app.ConnectAsync("/nowhere"));
        await AssertFailsAsync(
            "Expected a connection to /handle, but got 403 Forbidden: 403 Forbidden: Origin not allowed",
            () => _app.ConnectAsync("/handle", new WsTestRequest { Origin = "https://elsewhere.example" }));
        await AssertFailsAsync("Expected /handle to be refused with 403, but got a connection.", () => _app.ExpectRefusalAsync("/handle", 403));
    }

    [Fact]
    public async Task It_says_that_the_server_does_not_read()
    {
        await using WsTestClient client = await _app.ConnectAsync("/pause");
        client.Timeout = TimeSpan.FromMilliseconds(100);
        await client.SendAsync("wait");
        Assert.Equal("waiting", await _calls.NextAsync());

        string message = (await Assert.ThrowsAsync<WsTestException>(() => client.SendBinaryAsync(new byte[4 * 1024 * 1024]))).Message;
        Assert.StartsWith("Expected the server to read 41943", message);
        Assert.EndsWith("but it took no more.", message);
        _app.Services.GetRequiredService<PauseController.Gate>().Open();
    }

    [Fact]
    public async Task What_it_does_not_expect_it_does_not_read()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        WsConnection ws = await _handles.NextAsync();
        int sent = 0;
        for (; ws.BufferedBytes < 100_000; sent++) ws.SendBinary(new byte[10_000]);
        Assert.InRange(sent, 10, 20); // up to 64 KiB are in the connection, and the rest is waiting

        for (int i = 0; i < sent; i++) await client.ExpectBinaryAsync();
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_it_has_read_of_a_message_it_puts_together()
    {
        await using WsTestClient client = await _app.ConnectAsync("/handle");
        byte[] large = [.. Enumerable.Range(0, 500_000).Select(i => (byte)i)];
        Task sending = client.SendBinaryAsync(large);
        await client.ExpectBinaryAsync(large);
        await sending;
    }

    [Theory]
    [InlineData("close")]
    [InlineData("reset")]
    [InlineData("leave")]
    public async Task Once_it_has_gone_OnClose_has_returned(string how)
    {
        await using WsTestClient client = await _app.ConnectAsync("/record");
        await client.ExpectNothingAsync();
        await (how switch
        {
            "close" => client.CloseAsync((WsCloseCode)4321, "bye"),
            "reset" => client.ResetAsync(),
            _ => client.LeaveAsync(),
        });

        string[] calls = [await _calls.NextAsync(), await _calls.NextAsync(), await _calls.NextAsync()];
        Assert.Equal(["open", how == "close" ? "close 4321 bye" : "close 1006", "dispose"], calls);
    }

    [Fact]
    public async Task An_app_that_is_stopped_while_a_client_is_forgotten_does_not_wait_for_it()
    {
        WsTestApp app = await MemoryApp.StartAsync(o => o.CloseTimeout = o.DrainTimeout = TimeSpan.FromHours(1));
        await app.ConnectAsync("/echo");
        await app.DisposeAsync();
    }

    private static async Task AssertFailsAsync(string message, Func<Task> expect) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<WsTestException>(expect)).Message);
}
