using System.Text.Json;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Testing;

/// <summary>Keeps the last two entries, and reports to each client that joins whether it receives what it missed.</summary>
[Channel("diary:*"), History(2, Minutes = 5)]
internal sealed class DiaryChannel
{
    public async Task<JoinResult> OnJoin(ChannelSocket socket)
    {
        bool recovers = await socket.RecoverAsync();
        if (recovers && socket.Topic == "diary:once") return JoinResult.Error("only once");
        return JoinResult.Ok(new Text(recovers ? "recovers" : "needs all"));
    }

    [On("write")]
    public void Write(ChannelSocket socket, JsonElement payload) => socket.Broadcast("written", payload);

    [On("write_bytes")]
    public void WriteBytes(ChannelSocket socket, ReadOnlyMemory<byte> payload) => socket.BroadcastBinary("written", payload.Span);

    [On("confide")]
    public void Confide(ChannelSocket socket, JsonElement payload) => socket.BroadcastFrom("confided", payload);
}
