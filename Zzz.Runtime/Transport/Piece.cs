namespace Zzz.Transport;

/// <summary>
/// Splits output into pieces for a pipe or stream. A write completes only when a whole piece has been taken, so each completed piece shows that the
/// peer is reading.
/// </summary>
internal static class Piece
{
    private const int Size = 64 * 1024;

    /// <summary>Returns the first piece of the output. No piece is too small to be worth a write.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes) => bytes.Length < 2 * Size ? bytes : bytes[..Size];
}
