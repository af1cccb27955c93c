using System.Net.WebSockets;

namespace Zzz.Bench.Servers.AspNetCore;

/// <summary>Handles a whole message, which is valid until the task completes.</summary>
internal delegate ValueTask MessageHandler(WebSocket ws, WebSocketMessageType kind, ReadOnlyMemory<byte> message);
