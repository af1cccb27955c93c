using Zzz.CompilerServices;
using Zzz.Connection.Ports;
using Zzz.Connection.Receiving;
using Zzz.Dispatch;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.Connection;

/// <summary>
/// Runs a connection from the 101 response to its end, in order: opens it, receives until no more input will come, ends the transport, calls
/// <c>OnClose</c>, and disposes the controller.
/// </summary>
internal sealed class ConnectionLife(
    ServerConnection connection, WsSession session, ITransport transport, ConnectionParts parts, ConnectionRoute route)
{
    /// <summary>Never throws.</summary>
    public async Task RunAsync()
    {
        var receiver = new ReceiveLoop(session, connection, parts, RateLimiter.Of(route.Options.RateLimit, route.Wheel));
        try
        {
            parts.Telemetry.Open(connection);
            parts.KeepAlive.Start();
            await receiver.OpenAsync();
            await transport.ReceiveAsync(receiver);
        }
        catch (Exception exception)
        {
            Log.ConnectionException(route.Logger, exception);
            parts.Closing.Abort();
        }

        try
        {
            await EndAsync();
        }
        finally
        {
            parts.KeepAlive.Stop();
            parts.Closing.Release();
            parts.Gate.Shut();
            parts.Reader.Release();
        }
    }

    private async Task EndAsync()
    {
        ClosePayload outcome = parts.Closing.End();
        connection.EndSubscriptions();
        await CompleteTransportAsync();
        await EndSessionAsync(outcome);
        parts.Telemetry.Close(outcome.Code);
        await transport.ClosedAsync();
    }

    /// <summary>Ends the transport. The transport may include the app's own middleware, whose exceptions must not prevent the call of <c>OnClose</c>.</summary>
    private async Task CompleteTransportAsync()
    {
        try
        {
            await parts.Closing.CompleteTransportAsync();
        }
        catch (Exception exception)
        {
            Log.ConnectionException(route.Logger, exception);
        }
    }

    private async ValueTask EndSessionAsync(ClosePayload outcome)
    {
        HandlerRun run = parts.Telemetry.Begin(Handler.OnClose);
        try
        {
            await session.OnClose(connection, outcome.Code, outcome.Reason);
            run.End();
        }
        catch (Exception exception)
        {
            run.End(exception);
            Log.OnCloseException(route.Logger, exception);
        }

        try
        {
            await session.DisposeAsync();
        }
        catch (Exception exception)
        {
            Log.DisposeException(route.Logger, exception);
        }
    }
}
