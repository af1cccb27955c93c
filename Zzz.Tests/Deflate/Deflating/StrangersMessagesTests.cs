using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;
using Zzz.Deflate.Deflating;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Deflating;

/// <summary>The output of a <see cref="Deflater"/> for one connection reveals nothing about another connection's messages.</summary>
public class StrangersMessagesTests
{
    public static MatrixTheoryData<WsCompressionLevel, bool> LevelsAndTakeover => new(Enum.GetValues<WsCompressionLevel>(), [false, true]);

    /// <summary>Even after failures in the middle of a message, the output is the same as that of a new codec.</summary>
    [Theory]
    [MemberData(nameof(LevelsAndTakeover))]
    public void Ten_thousand_messages_are_those_of_a_new_codec(WsCompressionLevel level, bool takeover)
    {
        int seed = Random.Shared.Next();
        var samples = new SampleMessages(seed);
        var used = new Deflater();
        byte[] output = new byte[100_000];
        byte[] expected = new byte[100_000];
        for (int i = 0; i < 10_000; i++)
        {
            if (i % 10 == 0) Fail(used, samples.Next(SampleKind.Json, 3000), level);
            byte[] message = samples.Next(i % 100 == 0 ? 90_000 : 2500);

            Assert.Equal(Deflate(new Deflater(), message, expected, level, takeover), Deflate(used, message, output, level, takeover));
            Assert.True(expected.AsSpan().SequenceEqual(output), $"seed {seed}, message {i} of {message.Length} bytes");
        }
    }

    /// <summary>
    /// A victim's login codes have either even or odd digits. Then the attacker has a message compressed on the same thread, and tries to read from
    /// its header which digits have the shorter codes.
    /// </summary>
    [Theory]
    [MemberData(nameof(LevelsAndTakeover))]
    public void In_200_trials_an_attacker_does_not_learn_which_bytes_a_stranger_was_sent(WsCompressionLevel level, bool takeover)
    {
        const int FiveDeviations = 35;
        var random = new Random(11);
        byte[] output = new byte[4096];
        int right = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            bool even = random.Next(2) == 0;
            var deflater = new Deflater();
            for (int i = 0; i < 40; i++) Deflate(deflater, LoginCodes(random, even ? "0246" : "1357"), output, level, takeover);
            int written = Deflate(deflater, LoginCodes(random, "01234567"), output, level, takeover);

            int lead = RoomOf(output.AsSpan(0, written), "0246") - RoomOf(output.AsSpan(0, written), "1357");
            bool guess = lead == 0 ? random.Next(2) == 0 : lead > 0;
            if (guess == even) right++;
        }

        Assert.InRange(right, 100 - FiveDeviations, 100 + FiveDeviations);
    }

    [Fact]
    public void A_table_from_the_pool_hints_at_nothing_of_its_last_owner()
    {
        byte[] random = new SampleMessages(12).Next(SampleKind.Random, 600);
        byte[] message = [.. random, .. random.AsSpan(150, 300), .. random.AsSpan(37, 500)]; // places far into the message are not in its own table
        byte[] output = new byte[4096];
        byte[] clean = DeflateAfter(0xFFFF);

        for (ushort place = 0; place < 600; place++) Assert.Equal(clean, DeflateAfter(place));

        byte[] DeflateAfter(ushort place)
        {
            ushort[] lastOwners = ArrayPool<ushort>.Shared.Rent(1 << 11);
            lastOwners.AsSpan().Fill(place);
            ArrayPool<ushort>.Shared.Return(lastOwners);
            var window = new DeflateWindow(12);
            Assert.True(new Deflater().TryDeflate(message, output, window, WsCompressionLevel.Fastest, out int written));
            window.Return();
            return output[..written];
        }
    }

    [Fact]
    public void Hints_of_earlier_messages_find_nothing_when_places_begin_anew()
    {
        byte[] random = new SampleMessages(13).Next(SampleKind.Random, 600);
        byte[] message = [.. random, .. random.AsSpan(150, 300), .. random.AsSpan(37, 500)];
        byte[] output = new byte[70_000];
        Assert.True(new Deflater().TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out int clean));
        var used = new Deflater();
        for (int length = 60_000; length < 66_000; length += 37)
        {
            used.TryDeflate([.. message.AsSpan(length % 600), .. new byte[length]], output, 15, WsCompressionLevel.Fastest, out _);
            Assert.True(used.TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out int written));
            Assert.Equal(clean, written);
        }
    }

    /// <summary>Fails where the first bytes are written, when everything found so far is still held.</summary>
    private static void Fail(Deflater deflater, byte[] message, WsCompressionLevel level)
        => Assert.Throws<NullReferenceException>(
            () => deflater.TryDeflate(message, MemoryMarshal.CreateSpan(ref Unsafe.NullRef<byte>(), message.Length), 15, level, out _));

    private static byte[] LoginCodes(Random random, string digits)
    {
        IEnumerable<string> codes = Enumerable.Range(0, 120).Select(_ => $"\"{Letter('a')}{Letter('A')}{digits[random.Next(digits.Length)]}\",");
        return Encoding.UTF8.GetBytes($"[{string.Concat(codes)}]");

        char Letter(char first) => (char)(first + random.Next(26));
    }

    /// <summary>Returns how much of the first block's code these literals take: the larger the value, the shorter their codes. 0 for the fixed code.</summary>
    private static int RoomOf(ReadOnlySpan<byte> payload, string literals)
    {
        var cursor = new InflateCursor { Input = payload };
        Assert.True(cursor.Has(3));
        if (cursor.Take(3) >> 1 != 2) return 0;
        uint[] table = new uint[DecodeTable.Capacity];
        var header = new DynamicHeader();
        header.Reset();
        Assert.Equal(InflateStatus.Continue, header.Read(ref cursor, table, new uint[DecodeTable.Capacity]));
        return table[..(1 << DecodeTable.LiteralRootBits)].Count(entry => (entry & DecodeTable.Literal) != 0 && literals.Contains((char)(byte)(entry >> 16)));
    }

    private static int Deflate(Deflater deflater, byte[] message, byte[] output, WsCompressionLevel level, bool takeover)
    {
        output.AsSpan().Clear();
        if (!takeover)
            return deflater.TryDeflate(message, output, 15, level, out int alone) ? alone : -1;

        var window = new DeflateWindow(12);
        deflater.TryDeflate(message.AsSpan(message.Length / 2), output, window, level, out _);
        output.AsSpan().Clear();
        bool fits = deflater.TryDeflate(message, output, window, level, out int written);
        window.Return();
        return fits ? written : -1;
    }
}
