namespace Zzz.Deflate.Inflating;

/// <summary>The part of the stream that an <see cref="Inflater"/> decodes next.</summary>
internal enum InflateMode
{
    BlockHeader,
    StoredLength,
    Stored,
    DynamicHeader,
    Huffman,
    Faulted,
}
