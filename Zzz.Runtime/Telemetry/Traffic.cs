namespace Zzz.Telemetry;

/// <summary>Counts the messages in one direction since the last report, in plain integers, which cost next to nothing per message.</summary>
internal struct Traffic
{
    public int TextMessages { get; private set; }

    public long TextBytes { get; private set; }

    public int BinaryMessages { get; private set; }

    public long BinaryBytes { get; private set; }

    public long CompressionOriginal { get; private set; }

    public long CompressionWire { get; private set; }

    /// <summary>
    /// Counts a message of <paramref name="size"/> bytes. <paramref name="compressedSize"/> is the size of its frames, or 0 if it was not compressed.
    /// </summary>
    public void Count(WsMessageKind kind, int size, long compressedSize)
    {
        if (kind == WsMessageKind.Text)
        {
            TextMessages++;
            TextBytes += size;
        }
        else
        {
            BinaryMessages++;
            BinaryBytes += size;
        }

        if (compressedSize == 0) return;
        CompressionOriginal += size;
        CompressionWire += compressedSize;
    }

    /// <summary>Returns the counts, and resets them.</summary>
    public Traffic Take()
    {
        Traffic counted = this;
        this = default;
        return counted;
    }
}
