using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Telemetry;
using Zzz.Tests.Peers;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Telemetry;

public partial class TrafficLogTests
{
    [Theory]
    [InlineData("68656C6C6F", 5, "hello")]
    [InlineData("68656C6C6F", 100, "hello")]
    [InlineData("68656C6C6F", 2, "he…")]
    [InlineData("68656C6C6F", 0, "…")]
    [InlineData("", 0, "")]
    [InlineData("61E282AC", 4, "a€")]
    [InlineData("61E282AC", 3, "a…")]
    [InlineData("610A0D1B62", 5, @"a\n\r\u001Bb")]
    public void A_text_is_cut_between_characters_and_cannot_pass_for_a_line_of_the_log(string hex, int maxBytes, string excerpt) =>
        Assert.Equal(excerpt, PayloadExcerpt.Of(WsMessageKind.Text, Bytes.Of(hex), maxBytes));

    [Theory]
    [InlineData("00FF0A", 3, "00FF0A")]
    [InlineData("00FF0A", 2, "00FF…")]
    public void Bytes_are_in_hexadecimal(string hex, int maxBytes, string excerpt) =>
        Assert.Equal(excerpt, PayloadExcerpt.Of(WsMessageKind.Binary, Bytes.Of(hex), maxBytes));

    [Fact]
    public async Task Each_message_that_passes_is_logged_cut_to_the_length()
    {
        IReadOnlyCollection<string> lines = await EchoAsync(options => options.TrafficLogSize = 4);
        Assert.Equal(
            [
                "Trace 10: # received Text of 5 bytes: hell…",
                "Trace 11: # sent Text of 5 bytes: hell…",
                "Trace 10: # received Binary of 2 bytes: 0102",
                "Trace 11: # sent Binary of 2 bytes: 0102",
            ],
            lines.Select(line => ConnectionId().Replace(line, "#", 1)));
    }

    [Fact]
    public async Task Without_the_option_nothing_is_logged() => Assert.Empty(await EchoAsync());

    private static async Task<IReadOnlyCollection<string>> EchoAsync(Action<ZzzOptions>? options = null)
    {
        using var log = new LogRecorder("Zzz.Traffic");
        await using TestApp app = await TestApp.StartAsync(options, builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        await peer.SendAsync([.. ClientFrame.Text("hello"), .. ClientFrame.Binary(1, 2)]);
        await peer.ReadFrameAsync();
        await peer.ReadFrameAsync();
        return log.Lines;
    }

    [GeneratedRegex("(?<=: )[0-9a-f]+(?= (received|sent))")]
    private static partial Regex ConnectionId();
}
