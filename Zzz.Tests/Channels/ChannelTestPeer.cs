using System.Text.Json;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>A channel client that sends and reads exactly what the test says, in the form of one serializer. Names, refs and payloads are JSON.</summary>
internal sealed class ChannelTestPeer : IDisposable
{
    private readonly bool _isV1;

    private ChannelTestPeer(RawPeer raw, bool isV1)
    {
        Raw = raw;
        _isV1 = isV1;
    }

    public RawPeer Raw { get; }

    public static async Task<ChannelTestPeer> OpenAsync(int port, string version, string query, params string[] headers)
    {
        string path = version == "V1" ? "/socket?vsn=1.0.0" : "/socket/websocket?vsn=2.0.0";
        return new ChannelTestPeer(await RawPeer.OpenAsync(port, path + query, headers), version == "V1");
    }

    public Task SendAsync(string? joinRef, string? reference, string topic, string eventName, string payload = "{}") =>
        Raw.SendAsync(ClientFrame.Text(Shape(joinRef, reference, topic, eventName, payload)));

    /// <summary>Expects the next frame to be exactly this message.</summary>
    public async Task ExpectAsync(string? joinRef, string? reference, string topic, string eventName, string payload = "{}")
    {
        ServerFrame frame = await Raw.ReadFrameAsync();
        Assert.Equal((0x81, Shape(joinRef, reference, topic, eventName, payload)), (frame.First, frame.Text));
    }

    public Task ExpectOkAsync(string? joinRef, string? reference, string topic, string response = "{}") =>
        ExpectAsync(joinRef, reference, topic, "phx_reply", $$"""{"status":"ok","response":{{response}}}""");

    public Task ExpectErrorAsync(string? joinRef, string? reference, string topic, string reason) =>
        ExpectAsync(joinRef, reference, topic, "phx_reply", $$$"""{"status":"error","response":{"reason":"{{{reason}}}"}}""");

    public async Task JoinAsync(string topic, string reference = "1")
    {
        await SendAsync(reference, reference, topic, "phx_join");
        await ExpectOkAsync(reference, reference, topic);
    }

    /// <summary>Expects that nothing has arrived: the next frame is the reply to a heartbeat that is sent now.</summary>
    public async Task ExpectNothingAsync()
    {
        await SendAsync(null, "hb", "phoenix", "heartbeat");
        await ExpectOkAsync(null, "hb", "phoenix");
    }

    public async Task ExpectCloseAsync(int code, string reason)
    {
        ServerFrame frame = await Raw.ReadFrameAsync();
        Assert.Equal((0x88, code, reason), (frame.First, frame.CloseCode, frame.Text[2..]));
    }

    public void Dispose() => Raw.Dispose();

    /// <summary>Writes a message. V1 has no join_ref, except that the ref of <c>phx_close</c> and <c>phx_error</c> is one.</summary>
    private string Shape(string? joinRef, string? reference, string topic, string eventName, string payload) => _isV1
        ? $$"""{"topic":{{Quoted(topic)}},"event":{{Quoted(eventName)}},"payload":{{payload}},"ref":{{Quoted(reference)}}}"""
        : $"[{Quoted(joinRef)},{Quoted(reference)},{Quoted(topic)},{Quoted(eventName)},{payload}]";

    private static string Quoted(string? text) => text is null ? "null" : $"\"{JsonEncodedText.Encode(text)}\"";
}
