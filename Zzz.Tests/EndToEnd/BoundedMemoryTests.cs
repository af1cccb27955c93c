using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>
/// Peers that send little to make the server use much memory. Measures what a server process that does nothing else allocates, pooled or not.
/// </summary>
public sealed class BoundedMemoryTests(TestServer server) : IClassFixture<TestServer>
{
    private const int MiB = 1024 * 1024;
    private const string Deflate = "Sec-WebSocket-Extensions: permessage-deflate";

    /// <summary>A complete empty stored block: three bits of header, padding, the length 0 and its complement.</summary>
    private static readonly byte[] EmptyBlock = [0x00, 0x00, 0x00, 0xFF, 0xFF];

    private static readonly byte[] Empty = ClientFrame.Of(0x00, []);

    [Fact]
    public Task A_bomb_of_1_GiB_ends_in_1009() => AssertDefusedAsync(ClientFrame.Of(0xC2, ZipBomb.Payload));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(64 * 1024)]
    public Task A_bomb_of_1_GiB_in_fragments_ends_in_1009(int size)
    {
        byte[][] fragments = [.. ZipBomb.Payload.Chunk(size)];
        return AssertDefusedAsync([.. fragments.SelectMany((fragment, i) => ClientFrame.Of(First(i, fragments.Length), fragment))]);
    }

    [Fact]
    public async Task Blocks_that_stand_for_nothing_cost_nothing()
    {
        byte[] blocks = Repeat(EmptyBlock, 200_000);
        using RawPeer peer = await OpenAsync(Deflate);
        long cost = await AllocatedAsync(async () =>
        {
            for (int i = 0; i < 2; i++) await peer.SendAsync(ClientFrame.Of(First(i, 3), blocks)); // nearly twice MaxMessageSize, which is the bound
            await peer.SendAsync(ClientFrame.Of(0x80, [0x00]));
            Assert.Equal([0x82, 0x00], await peer.ReadAsync(2));
        });
        AssertUnder2MiB(cost);
    }

    [Fact]
    public async Task A_million_empty_fragments_cost_nothing()
    {
        byte[] fragments = Repeat(Empty, 10_000);
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Of(0x01, [.. "begin "u8]));
        long cost = await AllocatedAsync(async () =>
        {
            for (int i = 0; i < 100; i++) await peer.SendAsync(fragments);
            await peer.SendAsync(ClientFrame.Of(0x80, [.. "end"u8]));
            Assert.Equal("begin end", (await peer.ReadFrameAsync()).Text);
        });
        AssertUnder2MiB(cost);
    }

    /// <summary>
    /// Asserts that the connection fails at the start of the bomb, although all of it is sent. Kestrel's pipe may hold 1 MiB of the rest, as with any
    /// data that arrives faster than it is read.
    /// </summary>
    private async Task AssertDefusedAsync(byte[] bomb)
    {
        const int Harmless = 512;
        const int Enough = 16 * 1024;
        using RawPeer peer = await OpenAsync(Deflate);
        using RawPeer other = await OpenAsync();
        long cost = await AllocatedAsync(async () =>
        {
            await peer.SendAsync(bomb[..Harmless]);
            await AssertServedAsync(other);
            await peer.SendAsync(bomb[Harmless..Enough]);
            ServerFrame close = await peer.ReadFrameAsync();
            Assert.Equal((0x88, 1009), (close.First, close.CloseCode));
        });
        AssertUnder2MiB(cost);

        cost = await AllocatedAsync(async () =>
        {
            Task sending = peer.SendAsync(bomb[Enough..]);
            await AssertServedAsync(other);
            await sending;
            peer.FinishSending();
            Assert.Empty(await peer.ReadToEndAsync());
        });
        AssertUnder2MiB(cost);
    }

    private static async Task AssertServedAsync(RawPeer other)
    {
        await other.SendAsync(ClientFrame.Text("anyone there?"));
        Assert.Equal("anyone there?", (await other.ReadFrameAsync()).Text);
    }

    private static void AssertUnder2MiB(long cost)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{cost:N0} bytes");
        Assert.InRange(cost, 0, 2 * MiB);
    }

    private async Task<long> AllocatedAsync(Func<Task> act)
    {
        long before = await server.AllocatedAsync();
        await act();
        return await server.AllocatedAsync() - before;
    }

    private Task<RawPeer> OpenAsync(params string[] headers) => RawPeer.OpenAsync(server.Address.Port, "/ws/echo", headers);

    /// <summary>Returns the first byte of a fragment of a compressed message, given its index.</summary>
    private static byte First(int i, int count) => (byte)((i == 0 ? 0x42 : 0x00) | (i == count - 1 ? 0x80 : 0x00));

    private static byte[] Repeat(byte[] bytes, int count) => [.. Enumerable.Repeat(bytes, count).SelectMany(one => one)];
}
