using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace Zzz.Bench.Servers.AspNetCore;

/// <summary>The subscribers of broadcasts. A WebSocket allows one send at a time, so each subscriber has its own lock.</summary>
internal sealed class Audience
{
    private readonly ConcurrentDictionary<Listener, bool> _listeners = new();

    public IDisposable Join(WebSocket ws)
    {
        var listener = new Listener(ws, this);
        _listeners[listener] = true;
        return listener;
    }

    /// <summary>Sends to all subscribers at the same time, so that a slow one does not hold up the others.</summary>
    public async ValueTask SendAsync(WebSocketMessageType kind, ReadOnlyMemory<byte> message)
    {
        List<Task>? pending = null;
        foreach ((Listener listener, _) in _listeners)
        {
            ValueTask sending = listener.SendAsync(kind, message);
            if (!sending.IsCompletedSuccessfully) (pending ??= []).Add(sending.AsTask());
        }

        if (pending is not null) await Task.WhenAll(pending);
    }

    private sealed class Listener(WebSocket ws, Audience audience) : IDisposable
    {
        private readonly SemaphoreSlim _sending = new(1);

        public async ValueTask SendAsync(WebSocketMessageType kind, ReadOnlyMemory<byte> message)
        {
            await _sending.WaitAsync();
            try
            {
                await ws.SendAsync(message, kind, endOfMessage: true, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                audience._listeners.TryRemove(this, out _);
            }
            finally
            {
                _sending.Release();
            }
        }

        public void Dispose() => audience._listeners.TryRemove(this, out _);
    }
}
