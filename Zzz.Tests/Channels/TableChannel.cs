using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;

namespace Zzz.Tests.Channels;

/// <summary>The socket of <see cref="TableChannel"/>, which the generator maps.</summary>
[ChannelRoute("/tables", typeof(TableChannel))]
public sealed class TableSocket(ChannelWriter<string> calls) : IDisposable
{
    public static void Configure(WsOptions options) => options.Channels.MaxTopicsPerConnection = 2;

    public bool OnUpgrade([FromQuery] string? refuse) => refuse is null;

    public void OnOpen(WsConnection ws) => ws.Assign("greeting", "good day");

    public string? Id(WsConnection ws) => ws.QueryParam("id");

    public void OnClose() => calls.TryWrite("closed");

    public void Dispose() => calls.TryWrite("socket disposed");
}

/// <summary>Has a method of each form that a channel's methods may have.</summary>
[Channel("table:{number:int}:{day}")]
public sealed class TableChannel(ChannelWriter<string> calls) : TableGames, IAsyncDisposable
{
    public async Task<JoinResult> OnJoin(ChannelSocket socket, byte number, DayOfWeek day, JsonElement payload)
    {
        await Task.Yield();
        return number == 13 ? JoinResult.Error("unlucky") : JoinResult.Ok($"{socket.GetAssign<string>("greeting")} at {number} on {day}: {payload}");
    }

    [On("text")]
    public string Text(string text) => text.ToUpperInvariant();

    [On("none")]
    public Task<int?> None() => Task.FromResult<int?>(null);

    [On("some")]
    public ValueTask<int?> Some(int number) => new(number);

    [On("bytes")]
    public byte[] Bytes(ReadOnlySpan<byte> bytes) => [.. bytes, 0];

    [On("late")]
    public async Task Late(ChannelSocket socket)
    {
        await Task.Yield();
        socket.Push("pushed", 1);
    }

    [On("later")]
    public void Later(ReplyTo reply) => ThreadPool.QueueUserWorkItem(_ => reply.Ok("at last"));

    [On("seldom"), RateLimit(0.001, Burst = 1)]
    public void Seldom()
    {
    }

    public ValueTask OnLeave(byte number)
    {
        calls.TryWrite($"left {number}");
        return default;
    }

    public ValueTask DisposeAsync()
    {
        calls.TryWrite("disposed");
        return default;
    }
}

/// <summary>Handlers that a channel inherits.</summary>
public abstract class TableGames
{
    [On("dice"), On("die")]
    public static int Throw() => 6;
}
