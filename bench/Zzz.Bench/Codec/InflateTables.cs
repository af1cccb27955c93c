using System.IO.Compression;

namespace Zzz.Bench.Codec;

/// <summary>Measures decompression of the data that zlib peers send, with and without context takeover.</summary>
internal static class InflateTables
{
    private static readonly byte[] Tail = [0x00, 0x00, 0xFF, 0xFF];

    public static void Print(byte[][] messages, int size, int rounds, int connections)
    {
        foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.Fastest, CompressionLevel.Optimal])
        {
            PrintAlone($"inflate {size} B JSON from a zlib peer ({level}), no takeover", messages, CodecBenchmark.Payloads(messages, level), rounds);
            PrintTakeover($"inflate {size} B JSON from a zlib peer ({level}), takeover", messages, level, rounds, connections);
        }
        PrintAlone($"inflate {size} B JSON from a Zzz peer, no takeover", messages, OwnPayloads(messages), rounds);
    }

    private static byte[][] OwnPayloads(byte[][] messages)
    {
        var deflate = new ZzzDeflate(15, WsCompressionLevel.Fastest);
        for (int i = 0; i < messages.Length; i++)
            deflate.Alone(messages[i]);
        return [.. messages.Select(message => { deflate.Alone(message); return deflate.Payload.ToArray(); })];
    }

    private static void PrintAlone(string title, byte[][] messages, byte[][] payloads, int rounds)
    {
        byte[][] withTail = [.. payloads.Select(payload => (byte[])[.. payload, .. Tail])];
        byte[][] frames = [.. payloads.Select(PooledWebSocket.Frame)];
        var stream = new StreamInflate();
        var socket = new PooledWebSocket(receives: true);
        var zzz = new ZzzInflate(15);
        Measurement[] measurements = Interleaved.Run(
        [
            new Contender("DeflateStream, new each", i => stream.Alone(withTail[i % withTail.Length], messages[i % messages.Length].Length)),
            new Contender("System WebSocket", i => socket.Receive(frames[i % frames.Length])),
            new Contender("Zzz", i => zzz.Alone(payloads[i % payloads.Length])),
        ], rounds);
        Table.Print(title, measurements, measurements[0], payloads.Average(payload => payload.Length));
    }

    /// <summary>
    /// Measures decompression with context takeover. Every connection has the same peer. Its messages are longer in total than a window, so once they
    /// have been played from first to last, the payloads of the second pass can be played any number of times.
    /// </summary>
    private static void PrintTakeover(string title, byte[][] messages, CompressionLevel level, int rounds, int connections)
    {
        var peer = new StreamDeflate(level);
        byte[][] first = Play(peer, messages);
        byte[][] again = Play(peer, messages);
        byte[][] withTail = [.. again.Select(payload => (byte[])[.. payload, .. Tail])];
        var streams = new StreamInflate[connections];
        var windows = new ZzzInflate[connections];
        for (int c = 0; c < connections; c++)
        {
            streams[c] = new StreamInflate();
            windows[c] = new ZzzInflate(15);
            for (int i = 0; i < messages.Length; i++)
            {
                streams[c].Next([.. first[i], .. Tail], messages[i].Length);
                windows[c].Next(first[i]);
            }
        }

        Measurement[] measurements = Interleaved.Run(
        [
            new Contender("DeflateStream", i => streams[i % connections].Next(withTail[i / connections % again.Length], messages[i / connections % again.Length].Length)),
            new Contender("Zzz, window 15", i => windows[i % connections].Next(again[i / connections % again.Length])),
        ], rounds);
        Table.Print(title, measurements, measurements[0], again.Average(payload => payload.Length));
    }

    private static byte[][] Play(StreamDeflate peer, byte[][] messages)
        => [.. messages.Select(message =>
        {
            peer.Next(message);
            return peer.Payload.ToArray();
        })];
}
