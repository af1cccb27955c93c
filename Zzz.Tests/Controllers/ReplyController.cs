namespace Zzz.Tests.Controllers;

/// <summary>Replies with what it gets, in a task that has completed.</summary>
[WsRoute("/reply")]
public sealed class ReplyController
{
    public ValueTask<ReadOnlyMemory<byte>> OnMessage(ReadOnlyMemory<byte> bytes) => new(bytes);
}
