using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Zzz.Bench.Servers.AspNetCore;

/// <summary>
/// The loop from ASP.NET Core's guide, for whole messages, in a pooled buffer that grows to the size of the longest one. With zero-byte reads, a
/// waiting connection does not hold a buffer.
/// </summary>
internal sealed class MessageLoop(WebSocket ws, MessageHandler handler, bool zeroByteReads)
{
    private const int InitialSize = 4 * 1024;

    private byte[]? _buffer;

    public async Task RunAsync()
    {
        try
        {
            while (await TryHandleNextAsync())
            {
            }
        }
        catch (WebSocketException)
        {
            // The peer has gone without a close.
        }
        finally
        {
            ReturnBuffer();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TryHandleNextAsync()
    {
        if (zeroByteReads)
        {
            ReturnBuffer();
            ValueWebSocketReceiveResult ready = await ws.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (ready.MessageType == WebSocketMessageType.Close) return await CloseAsync();
        }

        _buffer ??= ArrayPool<byte>.Shared.Rent(InitialSize);
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult read = await ws.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            if (read.MessageType == WebSocketMessageType.Close) return await CloseAsync();
            length += read.Count;
            if (read.EndOfMessage)
            {
                await handler(ws, read.MessageType, _buffer.AsMemory(0, length));
                return true;
            }

            if (length == _buffer.Length) Grow();
        }
    }

    private async ValueTask<bool> CloseAsync()
    {
        await ws.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return false;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _buffer!.Length);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void ReturnBuffer()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }
}
