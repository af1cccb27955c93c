namespace Zzz;

/// <summary>
/// Why a connection ended (RFC 6455 §7.4). Codes 3000–3999 are registered by libraries and 4000–4999 are an application's own:
/// cast to use one, as in <c>(WsCloseCode)4001</c>.
/// </summary>
public enum WsCloseCode
{
    /// <summary>1000: the purpose of the connection is fulfilled.</summary>
    NormalClosure = 1000,

    /// <summary>1001: the server shuts down, or the browser leaves the page.</summary>
    GoingAway = 1001,

    /// <summary>1002: the peer broke RFC 6455.</summary>
    ProtocolError = 1002,

    /// <summary>1003: the peer sent a kind of message that no handler takes.</summary>
    UnsupportedData = 1003,

    /// <summary>1005: the peer's close frame carried no code. Reported only, never sent.</summary>
    NoStatusReceived = 1005,

    /// <summary>1006: the connection dropped without a close frame. Reported only, never sent.</summary>
    AbnormalClosure = 1006,

    /// <summary>1007: the payload did not fit its type, such as text that is not UTF-8.</summary>
    InvalidPayloadData = 1007,

    /// <summary>1008: the peer broke a rule of the application, or reads too slowly.</summary>
    PolicyViolation = 1008,

    /// <summary>1009: the message is longer than the receiver takes.</summary>
    MessageTooBig = 1009,

    /// <summary>1010: a client missed an extension that it needs. Sent by clients only.</summary>
    MandatoryExtension = 1010,

    /// <summary>1011: a handler of the server threw.</summary>
    InternalServerError = 1011,

    /// <summary>1012: the server restarts.</summary>
    ServiceRestart = 1012,

    /// <summary>1013: the server is overloaded; try again later.</summary>
    TryAgainLater = 1013,

    /// <summary>1014: a gateway got an invalid answer from the server behind it.</summary>
    BadGateway = 1014,
}
