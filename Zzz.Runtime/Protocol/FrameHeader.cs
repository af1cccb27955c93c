namespace Zzz.Protocol;

/// <summary>The header of a client's frame, as read by <see cref="FrameReader"/> (RFC 6455 §5.2).</summary>
internal readonly record struct FrameHeader(bool Fin, bool Rsv1, Opcode Opcode, uint MaskKey, long Length, int Size)
{
    /// <summary>The size of a client's longest header: two bytes, eight for the length, and four for the mask key.</summary>
    public const int MaxSize = 14;

    public bool IsControl => Opcode >= Opcode.Close;
}
