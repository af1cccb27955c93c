namespace Zzz.TestServer.Channels;

/// <summary>What comes of <see cref="Operands"/>.</summary>
public sealed record Sum(int Value);
