namespace System.Runtime.CompilerServices;

/// <summary>What records need of a framework newer than netstandard2.0.</summary>
internal static class IsExternalInit;
