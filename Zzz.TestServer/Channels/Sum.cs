namespace Zzz.TestServer.Channels;

/// <summary>The sum of <see cref="Operands"/>.</summary>
public sealed record Sum(int Value);
