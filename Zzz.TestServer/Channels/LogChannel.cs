namespace Zzz.TestServer.Channels;

/// <summary>Keeps enough for every client that was away for a while.</summary>
[Channel("log:*"), History(2_000, MaxBytes = 1024 * 1024, Except = ["fleeting"])]
public sealed class LogChannel;
