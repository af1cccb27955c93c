namespace System;

/// <summary>The type that list patterns need and that netstandard2.0 does not have.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
