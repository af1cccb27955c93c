using Xunit;
using Zzz.Tests.Deflate;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Conformance;

/// <summary>Runs every compression case against the echo controller, over a socket, and checks what is negotiated and what comes back compressed.</summary>
public sealed class CompressedOnTheWireTests(CompressedOnTheWireTests.Server server) : IClassFixture<CompressedOnTheWireTests.Server>
{
    public static TheoryData<string, string> Cases => CompressionCases.Rows;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case(string id, string what)
    {
        CompressionCase row = CompressionCases.Find(id);
        using RawPeer peer = await RawPeer.ConnectAsync(server.App.Port);
        await peer.SendAsync(RawPeer.Handshake("/echo", $"Sec-WebSocket-Extensions: {row.Offer}"));
        Assert.Equal((what, row.Answer), (what, (await HttpAnswer.ReadAsync(peer)).Header("Sec-WebSocket-Extensions")));

        using var deflate = new DeflateClient(row.Answer);
        var messages = new SampleMessages(row.Size);
        for (int i = 0; i < row.Count; i++)
        {
            byte[] message = messages.Next(row.Data, row.Size);
            await peer.SendAsync(Compressed(row, deflate.Deflate(message)));
            AssertEchoed(row, message, await peer.ReadFrameAsync(), deflate);
        }

        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
    }

    private static byte[] Compressed(CompressionCase row, byte[] payload)
    {
        int first = row.IsText ? 0x41 : 0x42;
        if (row.FragmentSize == 0) return ClientFrame.Of((byte)(first | 0x80), payload);
        byte[][] fragments = [.. payload.Chunk(row.FragmentSize)];
        return [.. fragments.SelectMany((fragment, i) =>
            ClientFrame.Of((byte)((i == 0 ? first : 0) | (i == fragments.Length - 1 ? 0x80 : 0)), fragment))];
    }

    private static void AssertEchoed(CompressionCase row, byte[] message, ServerFrame echo, DeflateClient deflate)
    {
        bool compressed = (echo.First & 0x40) != 0;
        Assert.Equal(row.IsText ? 0x81 : 0x82, echo.First & ~0x40);
        Assert.True(compressed || !row.MustShrink, "It came back as it is.");
        Assert.InRange(echo.Payload.Length, 1, compressed ? message.Length - 1 : message.Length);
        byte[] echoed = compressed ? deflate.Inflate(echo.Payload, message.Length) : echo.Payload;
        Assert.True(message.AsSpan().SequenceEqual(echoed), "The message came back changed.");
    }

    public sealed class Server : IAsyncLifetime
    {
        internal TestApp App { get; private set; } = null!;

        /// <summary>Starts an app that allows everything, so that only each offer decides.</summary>
        public async ValueTask InitializeAsync() => App = await TestApp.StartAsync(options =>
        {
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan; // no pings between the echoes
            options.Compression.MinSize = 0;
            options.Compression.ServerContextTakeover = options.Compression.ClientContextTakeover = true;
            options.Compression.ServerMaxWindowBits = options.Compression.ClientMaxWindowBits = 15;
        });

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
