using System.IO.Compression;
using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Inflating;

/// <summary>Wherever input or output end, the resulting message is the same.</summary>
public class InflaterResumeTests
{
    private static readonly byte[] Message = new SampleMessages(1).Next(SampleKind.Mixed, 3000);

    /// <summary>The most empty blocks at the end of a payload. There may be several, and each is a valid end.</summary>
    private const int LastBlocks = 8;

    public static TheoryData<string> Payloads => ["fixed", "dynamic", "stored", "own", "several blocks", "final blocks"];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Input_in_two_pieces(string kind)
    {
        byte[] payload = Payload(kind);
        for (int cut = 0; cut <= payload.Length; cut++)
            Assert.Equal(Message, new MessageInflater().Inflate(payload[..cut], payload[cut..]));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Input_byte_by_byte(string kind)
        => Assert.Equal(Message, new MessageInflater().Inflate([.. Payload(kind).Select(b => new[] { b })]));

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Output_that_grows_byte_by_byte(string kind)
    {
        byte[] payload = Payload(kind);
        for (int step = 1; step < 70; step += 4)
            Assert.Equal(Message, new MessageInflater { GrowBy = step }.Inflate(payload));
        Assert.Equal(Message, new MessageInflater { GrowBy = 1 }.Inflate([.. payload.Select(b => new[] { b })]));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_cut_short_is_not_the_message(string kind)
    {
        byte[] payload = Payload(kind);
        for (int cut = 0; cut < payload.Length - LastBlocks; cut++)
            Assert.NotEqual(Message, new MessageInflater().Inflate(payload[..cut]));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_message_that_fits_exactly_needs_no_more_output(string kind)
    {
        byte[] payload = Payload(kind);
        var inflater = new Inflater();
        inflater.Reset(15);
        byte[] message = new byte[Message.Length];
        int length = 0;

        Assert.Equal(InflateStatus.NeedInput, inflater.Inflate(payload, out int consumed, message, ref length, default));
        Assert.Equal(payload.Length, consumed);
        Assert.True(inflater.AtMessageEnd);
        Assert.Equal(Message, message);
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void One_byte_too_little_room_is_told(string kind)
    {
        var inflater = new Inflater();
        inflater.Reset(15);
        byte[] message = new byte[Message.Length - 1];
        int length = 0;

        Assert.Equal(InflateStatus.NeedOutput, inflater.Inflate(Payload(kind), out _, message, ref length, default));
        Assert.Equal(message.Length, length);
        Assert.Equal(Message[..^1], message);
    }

    [Fact]
    public void History_and_pieces_together()
    {
        using var peer = new SystemDeflater(CompressionLevel.Optimal);
        var window = new SlidingWindow(15);
        var inflater = new MessageInflater(15, window) { GrowBy = 7 };
        for (int i = 0; i < 20; i++)
        {
            byte[] message = new SampleMessages(i).Next(SampleKind.Json, 500);
            Assert.Equal(message, inflater.Inflate([.. peer.Deflate(message).Select(b => new[] { b })]));
        }
    }

    private static byte[] Payload(string kind) => kind switch
    {
        "fixed" => FixedBlock(),
        "dynamic" => System(CompressionLevel.SmallestSize),
        "stored" => System(CompressionLevel.NoCompression),
        "own" => Own(),
        "several blocks" => Blocks(final: false),
        _ => Blocks(final: true),
    };

    private static byte[] FixedBlock()
    {
        BitStream stream = new BitStream().Block(1);
        foreach (byte literal in Message)
            stream.Fixed(literal);
        return stream.Fixed(256).End().ToArray();
    }

    private static byte[] System(CompressionLevel level)
    {
        using var deflater = new SystemDeflater(level);
        return deflater.Deflate(Message);
    }

    private static byte[] Own()
    {
        byte[] output = new byte[Message.Length + 64];
        Assert.True(new Deflater().TryDeflate(Message, output, 15, WsCompressionLevel.Fastest, out int written));
        return output[..written];
    }

    private static byte[] Blocks(bool final)
    {
        var payload = new List<byte>();
        foreach (byte[] part in Message.Chunk(700))
        {
            using var output = new MemoryStream();
            using (var stream = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
            {
                stream.Write(part);
                stream.Flush();
                if (!final)
                    payload.AddRange(output.ToArray());
            }
            if (final)
                payload.AddRange(output.ToArray());
        }
        payload.Add(0x00);
        return [.. payload];
    }
}
