namespace Zzz.Deflate.Deflating.Matching;

/// <summary>A number of literals in the message, and the match that follows them.</summary>
internal readonly record struct Sequence(int Literals, ushort Length, ushort Distance);
