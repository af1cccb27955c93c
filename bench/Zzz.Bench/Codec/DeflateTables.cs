using System.IO.Compression;

namespace Zzz.Bench.Codec;

/// <summary>Measures compression, with and without context takeover.</summary>
internal static class DeflateTables
{
    public static void Print(byte[][] messages, int size, int rounds, int connections)
    {
        double mean = messages.Average(message => message.Length);
        Contender baseline = Alone("DeflateStream Fastest, new each", CompressionLevel.Fastest, messages);
        Print($"deflate {size} B JSON, no takeover", mean, rounds,
        [
            baseline,
            Alone("DeflateStream Optimal, new each", CompressionLevel.Optimal, messages),
            Pooled(messages),
            Zzz("Zzz Fastest", WsCompressionLevel.Fastest, messages),
            Zzz("Zzz Optimal", WsCompressionLevel.Optimal, messages),
        ]);
        Print($"deflate {size} B JSON, takeover", mean, rounds,
        [
            Streams("DeflateStream Fastest (window 15)", CompressionLevel.Fastest, messages, connections),
            Streams("DeflateStream Optimal (window 15)", CompressionLevel.Optimal, messages, connections),
            Windows("Zzz Fastest, window 12", 12, WsCompressionLevel.Fastest, messages, connections),
            Windows("Zzz Fastest, window 15", 15, WsCompressionLevel.Fastest, messages, connections),
            Windows("Zzz Optimal, window 12", 12, WsCompressionLevel.Optimal, messages, connections),
            Windows("Zzz Optimal, window 15", 15, WsCompressionLevel.Optimal, messages, connections),
        ]);
    }

    private static void Print(string title, double mean, int rounds, Contender[] contenders)
    {
        Measurement[] measurements = Interleaved.Run(contenders, rounds);
        Table.Print(title, measurements, measurements[0], mean);
    }

    private static Contender Alone(string name, CompressionLevel level, byte[][] messages)
    {
        var deflate = new StreamDeflate(level);
        return new Contender(name, i => deflate.Alone(messages[i % messages.Length]));
    }

    private static Contender Pooled(byte[][] messages)
    {
        var socket = new PooledWebSocket(receives: false);
        return new Contender("System WebSocket", i => socket.Send(messages[i % messages.Length]));
    }

    private static Contender Zzz(string name, WsCompressionLevel level, byte[][] messages)
    {
        var deflate = new ZzzDeflate(15, level);
        return new Contender(name, i => deflate.Alone(messages[i % messages.Length]));
    }

    private static Contender Streams(string name, CompressionLevel level, byte[][] messages, int connections)
    {
        StreamDeflate[] deflates = [.. Enumerable.Range(0, connections).Select(_ => new StreamDeflate(level))];
        return new Contender(name, i => deflates[i % connections].Next(messages[i % (messages.Length - 1)]));
    }

    private static Contender Windows(string name, int windowBits, WsCompressionLevel level, byte[][] messages, int connections)
    {
        ZzzDeflate[] deflates = [.. Enumerable.Range(0, connections).Select(_ => new ZzzDeflate(windowBits, level))];
        return new Contender(name, i => deflates[i % connections].Next(messages[i % (messages.Length - 1)]));
    }
}
