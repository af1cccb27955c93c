namespace Zzz.Protocol;

/// <summary>The header of a client's frame, as <see cref="FrameReader"/> found it (RFC 6455 §5.2).</summary>
internal readonly record struct FrameHeader(bool Fin, bool Rsv1, Opcode Opcode, uint MaskKey, long Length, int Size)
{
    /// <summary>The longest header of a client: two bytes, eight of length, four of mask key.</summary>
    public const int MaxSize = 14;

    public bool IsControl => Opcode >= Opcode.Close;
}
