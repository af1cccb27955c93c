namespace Zzz.Deflate.Inflating;

/// <summary>What <see cref="Inflater.Inflate"/> stopped for.</summary>
internal enum InflateStatus
{
    /// <summary>Never leaves <see cref="Inflater"/>: the next part of the stream can be decoded at once.</summary>
    Continue,

    /// <summary>All input is consumed.</summary>
    NeedInput,

    /// <summary>The message buffer is full, and at least one more byte belongs into it.</summary>
    NeedOutput,

    /// <summary>The input is not what a compressor can produce. Final: only <see cref="Inflater.Reset"/> leaves it.</summary>
    Fault,
}
