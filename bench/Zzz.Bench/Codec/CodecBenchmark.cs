using System.Globalization;
using System.IO.Compression;

namespace Zzz.Bench.Codec;

/// <summary>Compares our codec with System.IO.Compression, on messages that are all different.</summary>
internal static class CodecBenchmark
{
    private const int Messages = 512;

    /// <summary>The number of connections that take turns, as they do on a server, so that the window of each is no longer in the processor's caches.</summary>
    private const int Connections = 64;

    public static void Run(string[] args)
    {
        int rounds = args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 60;
        Console.WriteLine(
            $"""
            Processor time per message in µs, median of {rounds} interleaved rounds; ratios to DeflateStream Fastest (inflate: to DeflateStream) within
            each round, with the 10th to 90th percentile. {Messages} different messages in rotation; with takeover, {Connections} connections in rotation.
            Without takeover DeflateStream needs a new instance for each message: it cannot be reset. "System WebSocket" is a WebSocket over
            memory, which resets pooled zlib streams (default level): the fairest reuse there is, framing included.
            """);
        MemoryTable.Print(JsonMessages.Build(Messages, 1024)); // first, because the heap has free pages later, which would hide allocations
        foreach (int size in (int[])[1024, 16 * 1024])
        {
            byte[][] messages = JsonMessages.Build(Messages, size);
            DeflateTables.Print(messages, size, rounds, Connections);
            InflateTables.Print(messages, size, rounds, Connections);
        }
    }

    /// <summary>Returns the payloads that a peer with this compressor sends.</summary>
    public static byte[][] Payloads(byte[][] messages, CompressionLevel level)
        => [.. messages.Select(message =>
        {
            var deflate = new StreamDeflate(level);
            deflate.Alone(message);
            return deflate.Payload.ToArray();
        })];
}
