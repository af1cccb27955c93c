namespace Zzz.Deflate.Inflating;

/// <summary>What an <see cref="Inflater"/> decodes next.</summary>
internal enum InflateMode
{
    BlockHeader,
    StoredLength,
    Stored,
    DynamicHeader,
    Huffman,
    Faulted,
}
