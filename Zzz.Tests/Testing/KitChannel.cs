using System.Text.Json;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

/// <summary>Does whatever a test of the test kit may ask of a channel.</summary>
[Channel("kit:*")]
internal sealed class KitChannel
{
    private ReplyTo? _later;

    public JoinResult OnJoin(ChannelSocket socket, JsonElement payload)
    {
        if (socket.Topic == "kit:full") return JoinResult.Error("full");
        if (socket.Topic == "kit:crash") throw new InvalidOperationException("on purpose");
        if (socket.Topic == "kit:welcome") socket.Push("welcome", payload);
        return JoinResult.Ok(payload);
    }

    [On("add")]
    public Sum Add(Operands payload) => new(payload.A + payload.B);

    [On("bytes")]
    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> payload) => payload;

    [On("push")]
    public void Push(ChannelSocket socket, JsonElement payload) => socket.Push("pushed", payload);

    [On("push_bytes")]
    public void PushBytes(ChannelSocket socket, ReadOnlyMemory<byte> payload) => socket.PushBinary("pushed", payload.Span);

    [On("say")]
    public void Say(ChannelSocket socket, JsonElement payload) => socket.Broadcast("said", payload);

    [On("say_bytes")]
    public void SayBytes(ChannelSocket socket, ReadOnlyMemory<byte> payload) => socket.BroadcastBinary("said", payload.Span);

    [On("tell")]
    public void Tell(ChannelSocket socket, JsonElement payload) => socket.BroadcastFrom("told", payload);

    [On("ask")]
    public void Ask(ReplyTo reply) => _later = reply;

    [On("answer")]
    public void Answer(Text payload) => _later!.Ok(payload);

    [On("refuse")]
    public void Refuse(ReplyTo reply) => reply.Error("not today");

    [On("crash")]
    public void Crash() => throw new InvalidOperationException("on purpose");

    [On("close")]
    public void Close(ChannelSocket socket) => socket.Close();

    [On("disconnect")]
    public void Disconnect(ChannelSocket socket) => socket.Connection.Close(WsCloseCode.GoingAway, "bye");
}
