using System.ComponentModel;

namespace Zzz.Dispatch;

/// <summary>
/// What the engine calls for one connection. The generator derives one sealed session per controller, which calls its handlers directly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WsSession
{
    /// <summary>Called once, before any message.</summary>
    /// <param name="ws">The connection.</param>
    /// <returns>The handler's task: no message is read before it completes.</returns>
    public virtual ValueTask OnOpen(WsConnection ws) => default;

    /// <summary>Called for each message, one at a time; without an override messages are read and ignored.</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="message">The message, valid until the task completes.</param>
    /// <returns>The handler's task: the next message waits for it.</returns>
    public virtual ValueTask OnMessage(WsConnection ws, WsMessage message) => default;

    /// <summary>Called once, after the last message, if <see cref="OnOpen"/> was called.</summary>
    /// <param name="ws">The connection, on which nothing can be sent any more.</param>
    /// <param name="code">Why it ended.</param>
    /// <param name="reason">The text that came with the code, or an empty one.</param>
    /// <returns>The handler's task: the controller is disposed of after it.</returns>
    public virtual ValueTask OnClose(WsConnection ws, WsCloseCode code, string reason) => default;

    /// <summary>Disposes of the controller, if it can be disposed of.</summary>
    /// <returns>The controller's task.</returns>
    public virtual ValueTask DisposeAsync() => default;

    /// <summary>Closes with 1003: no handler takes messages of this kind.</summary>
    /// <param name="ws">The connection.</param>
    /// <param name="kind">The kind that was received.</param>
    /// <returns>A completed task.</returns>
    protected static ValueTask Unsupported(WsConnection ws, WsMessageKind kind)
    {
        ArgumentNullException.ThrowIfNull(ws);
        ws.Close(WsCloseCode.UnsupportedData, kind == WsMessageKind.Text ? "text is not supported" : "binary is not supported");
        return default;
    }
}
