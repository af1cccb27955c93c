namespace Zzz.TestServer.Channels;

public sealed record Visitor(string? Name = null, string? Status = null);
