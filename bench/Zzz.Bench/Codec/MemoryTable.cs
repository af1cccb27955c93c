using System.IO.Compression;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;

namespace Zzz.Bench.Codec;

/// <summary>Measures the memory that a connection holds between two messages, in both directions together.</summary>
internal static class MemoryTable
{
    private const int Sample = 200;

    public static void Print(byte[][] messages)
    {
        Console.WriteLine();
        Console.WriteLine("## memory per connection between messages, both directions, 1024 B JSON");
        Console.WriteLine("Zzz, no takeover: 0 B");
        foreach (int windowBits in (int[])[12, 15])
            Console.WriteLine($"Zzz, takeover, window {windowBits}: {Windows(messages, windowBits):N0} B (managed heap)");
        Console.WriteLine($"DeflateStream, takeover: {Streams(messages):N0} B (resident, over {Sample} connections)");
    }

    private static long Windows(byte[][] messages, int windowBits)
    {
        Connect(messages, windowBits); // the thread's own objects are created here
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object[][] connections = [.. Enumerable.Range(0, Sample).Select(_ => Connect(messages, windowBits))];
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(connections);
        return (after - before) / Sample;
    }

    private static object[] Connect(byte[][] messages, int windowBits)
    {
        var deflate = new DeflateWindow(windowBits);
        var inflate = new SlidingWindow(windowBits);
        byte[] output = new byte[4096];
        foreach (byte[] message in messages)
        {
            Deflater.Current.TryDeflate(message, output, deflate, WsCompressionLevel.Fastest, out _);
            inflate.Append(message);
        }
        return [deflate, inflate];
    }

    private static long Streams(byte[][] messages)
    {
        long before = Environment.WorkingSet;
        var connections = new List<object>();
        for (int i = 0; i < Sample; i++)
        {
            var feed = new MemoryStream();
            var deflate = new DeflateStream(feed, CompressionLevel.Fastest, leaveOpen: true);
            var inflate = new DeflateStream(feed, CompressionMode.Decompress);
            foreach (byte[] message in messages.AsSpan(0, 64))
            {
                feed.SetLength(0);
                deflate.Write(message);
                deflate.Flush();
                feed.Position = 0;
                inflate.ReadExactly(new byte[message.Length]);
            }
            connections.Add(deflate);
            connections.Add(inflate);
        }
        GC.Collect();
        long after = Environment.WorkingSet;
        GC.KeepAlive(connections);
        return (after - before) / Sample;
    }
}
