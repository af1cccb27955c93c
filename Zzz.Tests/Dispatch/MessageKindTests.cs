using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Controllers;
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

    [Theory]
    [InlineData("/binary", nameof(BinaryController), "Text")]
    [InlineData("/record", nameof(RecordingController), "Binary")]
    public async Task A_kind_that_no_handler_takes_is_logged_once_for_the_connection(string route, string controller, string kind)
    {
        using var log = new LogRecorder($"Zzz.Zzz.Tests.Controllers.{controller}");
        await using TestApp app = await TestApp.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton(new Calls());
            builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(log);
        });
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, route);
        byte[] message = kind == "Text" ? ClientFrame.Text("a") : ClientFrame.Binary(1);
        await peer.SendAsync([.. message, .. message]);

        Assert.Equal(1003, (await peer.ReadFrameAsync()).CloseCode);
        await peer.SendAsync(ClientFrame.Close());
        await peer.ReadToEndAsync();
        string line = Assert.Single(log.Lines);
        Assert.StartsWith($"Information 14: The peer sent a message of the kind {kind}, which no handler takes. Closing with 1003.", line, StringComparison.Ordinal);
    }
}
