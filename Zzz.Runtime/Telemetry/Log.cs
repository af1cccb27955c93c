using System.Text;
using Microsoft.Extensions.Logging;

namespace Zzz.Telemetry;

/// <summary>
/// All log messages of the runtime. Their event ids never change, and only those of the traffic log contain data from messages. They are all in one
/// class, because the logging generator writes several classes in varying order, which would make builds differ.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The peer violated the protocol: {Reason} ({Clause}). Closing with {Code}.")]
    public static partial void ProtocolFault(ILogger logger, WsCloseCode code, string reason, string clause);

    [LoggerMessage(2, LogLevel.Error, "A handler threw an exception. Closing with 1011.")]
    public static partial void HandlerException(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "The peer reads too slowly: {BufferedBytes} bytes are waiting to be sent. Closing with 1008.")]
    public static partial void SlowConsumer(ILogger logger, int bufferedBytes);

    [LoggerMessage(4, LogLevel.Error, "OnClose threw an exception.")]
    public static partial void OnCloseException(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The controller threw an exception while it was being disposed.")]
    public static partial void DisposeException(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The peer is gone: {Sign}. Dropping the connection.")]
    public static partial void DeadPeer(ILogger logger, string sign);

    [LoggerMessage(7, LogLevel.Debug, "The peer sent malformed JSON. Closing with 1007.")]
    public static partial void MalformedJson(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "The peer exceeded RateLimit. Closing with 1008.")]
    public static partial void RateLimit(ILogger logger);

    [LoggerMessage(9, LogLevel.Information, "The peer exceeded a limit: {Reason} ({Clause}). Closing with {Code}. If this is legitimate traffic, raise the limit: MaxMessageSize for 1009; RateLimit, Channels.RateLimit or [RateLimit] for 1008.")]
    public static partial void Limit(ILogger logger, WsCloseCode code, string reason, string clause);

    [LoggerMessage(10, LogLevel.Trace, "{Connection} received {Kind} of {Size} bytes: {Payload}", SkipEnabledCheck = true)]
    public static partial void Received(ILogger logger, string connection, WsMessageKind kind, int size, string payload);

    [LoggerMessage(11, LogLevel.Trace, "{Connection} sent {Kind} of {Size} bytes: {Payload}", SkipEnabledCheck = true)]
    public static partial void Sent(ILogger logger, string connection, WsMessageKind kind, int size, string payload);

    [LoggerMessage(12, LogLevel.Information, "The close reason has {Size} bytes and was truncated to 123. Shorten it, or send the rest as a message first.")]
    public static partial void ReasonCut(ILogger logger, int size);

    [LoggerMessage(13, LogLevel.Error, "The connection failed unexpectedly, and neither the peer nor a handler is the cause. Dropping it.")]
    public static partial void ConnectionException(ILogger logger, Exception exception);

    [LoggerMessage(14, LogLevel.Information, "The peer sent a message of the kind {Kind}, which no handler takes. Closing with 1003. If this is legitimate traffic, take a WsMessage in OnMessage, or have both OnText and OnBinary.")]
    public static partial void UnsupportedKind(ILogger logger, WsMessageKind kind);

    [LoggerMessage(20, LogLevel.Information, "The host is stopping: closing {Count} connections with 1001.")]
    public static partial void Draining(ILogger logger, int count);

    [LoggerMessage(21, LogLevel.Warning, "{Count} connections did not end within the drain timeout: dropping them. Pass ws.Closed to whatever long-running handlers await.")]
    public static partial void DrainTimeout(ILogger logger, int count);

    [LoggerMessage(30, LogLevel.Information, "The connection exceeded MaxSubscriptions. Closing with 1008.")]
    public static partial void TooManySubscriptions(ILogger logger);

    [LoggerMessage(31, LogLevel.Error, "A message could not be sent to the other nodes. Clients of this node have received it if its topic has no history. Further failures are counted in zzz.backplane.dropped, and not logged until messages get through again.")]
    public static partial void BackplanePublish(ILogger logger, Exception exception);

    [LoggerMessage(32, LogLevel.Error, "The backplane failed to subscribe to {Topic}. Trying again in {Delay}.")]
    public static partial void BackplaneSubscribe(ILogger logger, string topic, TimeSpan delay, Exception exception);

    [LoggerMessage(33, LogLevel.Information, "Messages get through to the other nodes again; {Lost} did not reach them.")]
    public static partial void BackplaneRestored(ILogger logger, long lost);

    [LoggerMessage(34, LogLevel.Warning, "A message from another node on {Topic} has an unknown format, and was ignored. Do all nodes run the same version? Further ones are not logged.")]
    public static partial void BackplaneMessage(ILogger logger, string topic);

    [LoggerMessage(35, LogLevel.Warning, "The backplane failed to unsubscribe from {Topic}.")]
    public static partial void BackplaneUnsubscribe(ILogger logger, string topic, Exception exception);

    [LoggerMessage(36, LogLevel.Warning, "The connection to the other nodes is lost. Until it is restored, broadcasts on topics with a history wait, and other messages reach the clients of this node only.")]
    public static partial void BackplaneInterrupted(ILogger logger, Exception? exception);

    [LoggerMessage(37, LogLevel.Error, "A message from another node on {Topic} could not be handled.")]
    public static partial void BackplaneHandler(ILogger logger, string topic, Exception exception);

    [LoggerMessage(38, LogLevel.Warning, "The backplane failed to stop or to start again.")]
    public static partial void BackplaneStop(ILogger logger, Exception exception);

    [LoggerMessage(39, LogLevel.Warning, "This node was cut off from the others for so long that disconnects of clients may have been lost. To be sure, repeat those of the last minutes, or restart this node.")]
    public static partial void ControlLogLost(ILogger logger);

    [LoggerMessage(40, LogLevel.Error, "A method of {Channel} threw an exception. The client is removed from the topic.")]
    public static partial void ChannelException(ILogger logger, string channel, Exception exception);

    [LoggerMessage(41, LogLevel.Error, "OnLeave of {Channel} threw an exception.")]
    public static partial void OnLeaveException(ILogger logger, string channel, Exception exception);

    [LoggerMessage(42, LogLevel.Debug, "The peer sent a payload that a method of {Channel} cannot read.")]
    public static partial void MalformedPayload(ILogger logger, string channel, Exception exception);

    [LoggerMessage(43, LogLevel.Debug, "A message to a channel was refused: {Response}", SkipEnabledCheck = true)]
    public static partial void RefusedMessage(ILogger logger, string response);

    [LoggerMessage(44, LogLevel.Warning, "The histories of all topics have reached {MaxBytes} bytes. Those that were used least recently are dropped, and clients that miss their messages are notified of a gap. Raise ZzzOptions.MaxHistoryBytes, or lower the limits of [History].")]
    public static partial void HistoryFull(ILogger logger, long maxBytes);

    [LoggerMessage(45, LogLevel.Warning, "Another node broadcast {Event} on {Topic} without storing it in the topic's history, so clients that are away miss it. Does it run an older version? If it has no channel for the topic, add the history to its ZzzOptions.Histories. Further ones are not logged.")]
    public static partial void NotStored(ILogger logger, string topic, string @event);

    [LoggerMessage(50, LogLevel.Error, "The presence fetcher failed for {Topic}. Clients are notified without its details.")]
    public static partial void PresenceFetcher(ILogger logger, string topic, Exception exception);

    [LoggerMessage(51, LogLevel.Warning, "The presence fetcher did not answer for {Topic} within {Timeout}. Until it does, clients are notified without its details.")]
    public static partial void PresenceFetchTimeout(ILogger logger, string topic, TimeSpan timeout);

    [LoggerMessage(52, LogLevel.Error, "Clients could not be notified of a presence change on {Topic}.")]
    public static partial void PresenceNotTold(ILogger logger, string topic, Exception exception);

    [LoggerMessage(60, LogLevel.Warning, "{Route} refused an upgrade request with {Answer}. {Advice} Further refusals for this reason are not logged; zzz.upgrades.refused counts them.")]
    public static partial void Refused(ILogger logger, string route, string answer, string advice);

    [LoggerMessage(61, LogLevel.Warning, "{Route} refused a page from {Origin}: this is neither the origin of the request's host, '{Host}', nor in AllowedOrigins ({Allowed}). If the page is yours, add its origin to WsOptions.AllowedOrigins. If the host is not the one in the browser's address bar, have the proxy send X-Forwarded-Host, and call UseForwardedHeaders. Further refusals of this origin are not logged; zzz.upgrades.refused counts them.")]
    public static partial void RefusedOrigin(ILogger logger, string route, string origin, string host, string allowed);

    [LoggerMessage(62, LogLevel.Warning, "{Route} has refused many origins. Further ones are not logged; zzz.upgrades.refused counts them.")]
    public static partial void RefusedMoreOrigins(ILogger logger, string route);

    [LoggerMessage(70, LogLevel.Warning, "UseZzzSockets changes nothing on this system, because it needs Linux. All connections run on Kestrel's sockets.")]
    public static partial void SocketsNeedLinux(ILogger logger);

    [LoggerMessage(71, LogLevel.Warning, "UseZzzSockets changes nothing, because a transport that was added later listens at the server's addresses. Call UseZzzSockets after it was added, or remove the call.")]
    public static partial void SocketsUnused(ILogger logger);

    [LoggerMessage(72, LogLevel.Error, "The server cannot accept connections: {Error}. It tries again every 50 ms, and does not log this until it has succeeded. If there are too many open files, raise the limit (ulimit -n), or set MaxConcurrentConnections.")]
    public static partial void AcceptFailure(ILogger logger, string error);

    [LoggerMessage(73, LogLevel.Warning, "{Count} clients have connected and not sent anything yet, as many as Kestrel's MaxConcurrentConnections allows. Further ones are closed, which is not logged until there is room again.")]
    public static partial void TooManySockets(ILogger logger, long count);

    [LoggerMessage(74, LogLevel.Critical, "A loop of UseZzzSockets cannot wait for its sockets: {Error}. It tries again every 50 ms.")]
    public static partial void LoopWait(ILogger logger, string error);

    /// <summary>Logs the error that a channel client receives.</summary>
    public static void RefusedMessage(ILogger logger, ReadOnlySpan<byte> response)
    {
        if (logger.IsEnabled(LogLevel.Debug)) RefusedMessage(logger, Encoding.UTF8.GetString(response));
    }

    /// <summary>Logs an exceeded limit at Information, because an operator may want to raise the limit, and any other fault of a peer at Debug.</summary>
    public static void Fault(ILogger logger, WsCloseCode code, string reason, string clause)
    {
        if (code is WsCloseCode.MessageTooBig or WsCloseCode.PolicyViolation) Limit(logger, code, reason, clause);
        else ProtocolFault(logger, code, reason, clause);
    }
}
