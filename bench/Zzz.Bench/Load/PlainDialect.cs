namespace Zzz.Bench.Load;

/// <summary>Messages as they are.</summary>
internal sealed class PlainDialect : Dialect
{
    public override byte[] Request(byte[] text, bool publishes) => text;

    public override int CountIn(in ServerFrames.Piece piece) => piece.EndsMessage && !piece.IsControl ? 1 : 0;
}
