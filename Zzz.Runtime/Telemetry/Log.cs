using Microsoft.Extensions.Logging;

namespace Zzz.Telemetry;

/// <summary>
/// All that the runtime logs, with event ids that stay what they are; never what a message holds, except in the traffic log. It is one class because the order in which
/// the compiler's logging generator writes several is not always the same, and then the same sources give other bytes.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The peer broke the protocol: {Reason} ({Clause}). Closing with {Code}.")]
    public static partial void ProtocolFault(ILogger logger, WsCloseCode code, string reason, string clause);

    [LoggerMessage(2, LogLevel.Error, "A handler threw. Closing with 1011.")]
    public static partial void HandlerException(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "The peer reads too slowly: {BufferedBytes} bytes wait for it. Closing with 1008.")]
    public static partial void SlowConsumer(ILogger logger, int bufferedBytes);

    [LoggerMessage(4, LogLevel.Error, "OnClose threw.")]
    public static partial void OnCloseException(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The controller threw when it was disposed of.")]
    public static partial void DisposeException(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The peer is gone: {Sign}. Dropping the connection.")]
    public static partial void DeadPeer(ILogger logger, string sign);

    [LoggerMessage(7, LogLevel.Debug, "The peer sent malformed JSON. Closing with 1007.")]
    public static partial void MalformedJson(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "The peer sends more messages than RateLimit allows. Closing with 1008.")]
    public static partial void RateLimit(ILogger logger);

    [LoggerMessage(9, LogLevel.Information, "The peer exceeds a limit: {Reason} ({Clause}). Closing with {Code}. If peers may do so, raise the route's option: MaxMessageSize for 1009, RateLimit or Channels.RateLimit for 1008.")]
    public static partial void Limit(ILogger logger, WsCloseCode code, string reason, string clause);

    [LoggerMessage(10, LogLevel.Trace, "{Connection} received {Kind} of {Size} bytes: {Payload}", SkipEnabledCheck = true)]
    public static partial void Received(ILogger logger, string connection, WsMessageKind kind, int size, string payload);

    [LoggerMessage(11, LogLevel.Trace, "{Connection} sent {Kind} of {Size} bytes: {Payload}", SkipEnabledCheck = true)]
    public static partial void Sent(ILogger logger, string connection, WsMessageKind kind, int size, string payload);

    [LoggerMessage(12, LogLevel.Information, "The reason of a close has {Size} bytes and was cut to 123. Shorten it, or send the rest as a message first.")]
    public static partial void ReasonCut(ILogger logger, int size);

    [LoggerMessage(13, LogLevel.Error, "The connection failed in a way that nothing of the peer or of a handler explains. Dropping it.")]
    public static partial void ConnectionException(ILogger logger, Exception exception);

    [LoggerMessage(20, LogLevel.Information, "The host stops: closing {Count} connections with 1001.")]
    public static partial void Draining(ILogger logger, int count);

    [LoggerMessage(21, LogLevel.Warning, "{Count} connections did not end within the drain timeout: dropping them.")]
    public static partial void DrainTimeout(ILogger logger, int count);

    [LoggerMessage(30, LogLevel.Information, "The connection has as many subscriptions as MaxSubscriptions allows. Closing with 1008.")]
    public static partial void TooManySubscriptions(ILogger logger);

    [LoggerMessage(31, LogLevel.Error, "The backplane failed to carry a message of {Channel} to the other nodes.")]
    public static partial void BackplanePublish(ILogger logger, string channel, Exception exception);

    [LoggerMessage(32, LogLevel.Error, "The backplane failed to subscribe to {Channel}. Trying again in {Delay}.")]
    public static partial void BackplaneSubscribe(ILogger logger, string channel, TimeSpan delay, Exception exception);

    [LoggerMessage(33, LogLevel.Information, "The backplane carries the messages of {Channel} again; {Lost} were lost.")]
    public static partial void BackplaneRecovered(ILogger logger, string channel, long lost);

    [LoggerMessage(34, LogLevel.Warning, "A message of another node on {Channel} is not of a form that this one knows.")]
    public static partial void BackplaneMessage(ILogger logger, string channel);

    [LoggerMessage(35, LogLevel.Warning, "The backplane failed to end the subscription to {Channel}.")]
    public static partial void BackplaneUnsubscribe(ILogger logger, string channel, Exception exception);

    [LoggerMessage(40, LogLevel.Error, "A method of {Channel} threw. Its topic is left.")]
    public static partial void ChannelException(ILogger logger, string channel, Exception exception);

    [LoggerMessage(41, LogLevel.Error, "OnLeave of {Channel} threw.")]
    public static partial void OnLeaveException(ILogger logger, string channel, Exception exception);

    [LoggerMessage(42, LogLevel.Debug, "The peer sent a payload that a method of {Channel} does not take.")]
    public static partial void MalformedPayload(ILogger logger, string channel, Exception exception);

    [LoggerMessage(50, LogLevel.Error, "The presence fetcher failed for {Topic}. Its clients get what is known without it.")]
    public static partial void PresenceFetcher(ILogger logger, string topic, Exception exception);

    [LoggerMessage(51, LogLevel.Warning, "The presence fetcher did not answer for {Topic} within {Timeout}. Until it does, its clients get what is known without it.")]
    public static partial void PresenceFetchTimeout(ILogger logger, string topic, TimeSpan timeout);

    [LoggerMessage(52, LogLevel.Error, "A change of presence on {Topic} could not be told.")]
    public static partial void PresenceNotTold(ILogger logger, string topic, Exception exception);

    [LoggerMessage(60, LogLevel.Warning, "{Route} refused an upgrade request with {Answer}. {Advice} More refusals for this reason are not logged; zzz.upgrades.refused counts them.")]
    public static partial void Refused(ILogger logger, string route, string answer, string advice);

    [LoggerMessage(61, LogLevel.Warning, "{Route} refused a page of {Origin}: its origin is neither that of the request's host, '{Host}', nor one of AllowedOrigins ({Allowed}). If the page is yours, add its origin to WsOptions.AllowedOrigins; if the host is not the one that the browser asked, have the proxy send X-Forwarded-Host, and call UseForwardedHeaders. More refusals of this origin are not logged; zzz.upgrades.refused counts them.")]
    public static partial void RefusedOrigin(ILogger logger, string route, string origin, string host, string allowed);

    [LoggerMessage(62, LogLevel.Warning, "{Route} refuses more origins, which are not logged; zzz.upgrades.refused counts them.")]
    public static partial void RefusedMoreOrigins(ILogger logger, string route);

    /// <summary>A limit is something that an operator may want to raise; what else a peer does wrong, its author has to mend.</summary>
    public static void Fault(ILogger logger, WsCloseCode code, string reason, string clause)
    {
        if (code is WsCloseCode.MessageTooBig or WsCloseCode.PolicyViolation) Limit(logger, code, reason, clause);
        else ProtocolFault(logger, code, reason, clause);
    }
}
