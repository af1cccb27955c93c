using System.IO.Compression;

namespace Zzz.Bench.Load;

/// <summary>Creates tapes of compressed messages (RFC 7692 §7.2.1).</summary>
internal static class DeflatedTape
{
    /// <summary>The size of 00 00 FF FF, which ends a flush and is not sent.</summary>
    private const int TailSize = 4;

    /// <summary>Returns a tape on which each message is compressed on its own.</summary>
    public static FrameTape Isolated(byte[][] messages) => new([.. messages.Select(message => Compress([message])[0])]);

    /// <summary>
    /// Returns a tape on which each message is compressed with all messages before it. The tape contains the messages twice, and its second half is
    /// repeated: the window before each frame of that half, even after the jump back, has the same content in every lap.
    /// </summary>
    public static FrameTape WithTakeover(byte[][] messages)
    {
        const int window = 32 * 1024;
        if (messages.Sum(message => message.Length) < window) throw new ArgumentException("One lap must fill the window.", nameof(messages));
        return new FrameTape(Compress([.. messages, .. messages]), repeatFrom: messages.Length);
    }

    private static List<byte[]> Compress(byte[][] messages)
    {
        using var output = new MemoryStream();
        using var deflate = new DeflateStream(output, CompressionLevel.Fastest);
        var frames = new List<byte[]>();
        foreach (byte[] message in messages)
        {
            output.SetLength(0);
            deflate.Write(message);
            deflate.Flush();
            frames.Add(ClientFrame.Compressed(output.GetBuffer().AsSpan(0, (int)output.Length - TailSize)));
        }

        return frames;
    }
}
