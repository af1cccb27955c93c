namespace Zzz.Tests.Controllers;

/// <summary>Replies with the message itself, in a completed task.</summary>
[WsRoute("/reply")]
public sealed class ReplyController
{
    public ValueTask<ReadOnlyMemory<byte>> OnMessage(ReadOnlyMemory<byte> bytes) => new(bytes);
}
