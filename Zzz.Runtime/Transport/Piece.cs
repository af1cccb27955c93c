namespace Zzz.Transport;

/// <summary>How much a pipe or a stream is given at once. It takes all of that or waits, so only from piece to piece does it show that the peer reads.</summary>
internal static class Piece
{
    private const int Size = 64 * 1024;

    /// <summary>The first piece of what is sent. None is so small that it would not be worth a write of its own.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes) => bytes.Length < 2 * Size ? bytes : bytes[..Size];
}
