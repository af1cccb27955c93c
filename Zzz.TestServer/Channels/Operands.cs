namespace Zzz.TestServer.Channels;

/// <summary>Two numbers to be added.</summary>
public sealed record Operands(int A, int B);
