namespace System.Runtime.CompilerServices;

/// <summary>The type that records need and that netstandard2.0 does not have.</summary>
internal static class IsExternalInit;
