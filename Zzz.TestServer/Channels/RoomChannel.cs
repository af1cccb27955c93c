using System.Text.Json;

namespace Zzz.TestServer.Channels;

/// <summary>Offers everything that a client can ask of a channel.</summary>
[Channel("room:*")]
public class RoomChannel(ClosedConnections closed)
{
    public async Task<JoinResult> OnJoin(ChannelSocket socket, JsonElement payload)
    {
        switch (socket.Topic[(socket.Topic.IndexOf(':') + 1)..])
        {
            case "full":
                return JoinResult.Error("full");
            case "refused":
                return JoinResult.Error();
            case "crash":
                throw new InvalidOperationException("on purpose");
            case "welcome":
                socket.Push("welcome", payload);
                break;
            case "slow" when socket.Connection.GetAssign<bool>("waited") is false:
                socket.Connection.Assign("waited", true);
                await Task.Delay(500, socket.Left);
                break;
        }

        return JoinResult.Ok(payload);
    }

    [On("echo")]
    public JsonElement Echo(JsonElement payload) => payload;

    [On("add")]
    public Sum Add(Operands payload) => new(payload.A + payload.B);

    [On("nothing")]
    public void Nothing()
    {
    }

    [On("bytes")]
    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> payload) => payload;

    [On("push")]
    public void Push(ChannelSocket socket, JsonElement payload) => socket.Push("pushed", payload);

    [On("push_bytes")]
    public void PushBytes(ChannelSocket socket, ReadOnlyMemory<byte> payload) => socket.PushBinary("pushed", payload.Span);

    [On("broadcast")]
    public void Broadcast(ChannelSocket socket, JsonElement payload) => socket.Broadcast("said", payload);

    [On("broadcast_bytes")]
    public void BroadcastBytes(ChannelSocket socket, ReadOnlyMemory<byte> payload) => socket.BroadcastBinary("said", payload.Span);

    [On("broadcast_from")]
    public void BroadcastFrom(ChannelSocket socket, JsonElement payload) => socket.BroadcastFrom("said", payload);

    [On("later")]
    public void Later(ReplyTo reply) => _ = Task.Run(() => reply.Ok(new Sum(42)));

    [On("refuse")]
    public void Refuse(ReplyTo reply) => reply.Error("not today");

    [On("silent")]
    public void Silent(ReplyTo reply) => _ = reply;

    [On("divide")]
    public async Task<Reply<Sum>> Divide(Operands payload)
    {
        await Task.Yield();
        return payload.B == 0 ? Reply.Error("by zero") : Reply.Ok(new Sum(payload.A / payload.B));
    }

    [On("check")]
    public Reply Check(JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.String => Reply.Ok(payload.GetString()),
        JsonValueKind.Number => Reply.Error(payload),
        JsonValueKind.Array => Reply.Ok("bytes"u8.ToArray()),
        _ => Reply.Ok(),
    };

    [On("count")]
    public async IAsyncEnumerable<Sum> Count(Operands payload)
    {
        for (int i = payload.A; i <= payload.B; i++)
        {
            await Task.Yield();
            yield return new Sum(i);
        }

        if (payload.B < 0) throw new InvalidOperationException("on purpose");
    }

    [On("token")]
    public string? Token(ChannelSocket socket) => socket.Connection.AuthToken;

    [On("crash")]
    public void Crash() => throw new InvalidOperationException("on purpose");

    [On("close")]
    public void Close(ChannelSocket socket) => socket.Close();

    [On("drop")]
    public void Drop(ChannelSocket socket) => socket.Connection.Abort();

    public void OnLeave(ChannelSocket socket) => closed.Add(socket.Connection.QueryParam("id"), WsCloseCode.NormalClosure, $"left {socket.Topic}");
}
