namespace Zzz.Deflate.Inflating;

/// <summary>The reason why <see cref="Inflater.Inflate"/> stopped.</summary>
internal enum InflateStatus
{
    /// <summary>The next part of the stream can be decoded at once. Used only inside <see cref="Inflater"/>.</summary>
    Continue,

    /// <summary>All input has been consumed.</summary>
    NeedInput,

    /// <summary>The message buffer is full, and at least one more byte of the message follows.</summary>
    NeedOutput,

    /// <summary>The input is not valid. Only <see cref="Inflater.Reset"/> ends this state.</summary>
    Fault,
}
