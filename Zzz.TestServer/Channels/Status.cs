namespace Zzz.TestServer.Channels;

public sealed record Status(string Text);
