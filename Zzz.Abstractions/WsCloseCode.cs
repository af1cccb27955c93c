namespace Zzz;

/// <summary>
/// The reason why a connection ended (RFC 6455 §7.4). Codes 3000–3999 are for registered libraries, and 4000–4999 for applications: cast a
/// number to use one, as in <c>(WsCloseCode)4001</c>.
/// </summary>
public enum WsCloseCode
{
    /// <summary>1000: the connection has served its purpose.</summary>
    NormalClosure = 1000,

    /// <summary>1001: the server is shutting down, or the browser left the page.</summary>
    GoingAway = 1001,

    /// <summary>1002: the peer violated RFC 6455.</summary>
    ProtocolError = 1002,

    /// <summary>1003: the peer sent a text or binary message, and no handler takes that kind.</summary>
    UnsupportedData = 1003,

    /// <summary>1005: the peer's close frame carried no code. Reported only, never sent.</summary>
    NoStatusReceived = 1005,

    /// <summary>1006: the connection was lost without a close frame. Reported only, never sent.</summary>
    AbnormalClosure = 1006,

    /// <summary>1007: the payload is not valid for its type, such as text that is not UTF-8.</summary>
    InvalidPayloadData = 1007,

    /// <summary>1008: the peer broke a rule of the application, exceeded a limit, or reads too slowly.</summary>
    PolicyViolation = 1008,

    /// <summary>1009: the message is larger than the receiver accepts.</summary>
    MessageTooBig = 1009,

    /// <summary>1010: the client requires an extension that the server did not accept. Only clients send it.</summary>
    MandatoryExtension = 1010,

    /// <summary>1011: a handler on the server threw an exception.</summary>
    InternalServerError = 1011,

    /// <summary>1012: the server is restarting.</summary>
    ServiceRestart = 1012,

    /// <summary>1013: the server is overloaded; try again later.</summary>
    TryAgainLater = 1013,

    /// <summary>1014: a gateway received an invalid response from the server behind it.</summary>
    BadGateway = 1014,

    /// <summary>3000: the peer is not signed in, or no longer is. <c>zzz.js</c> does not reconnect after this code.</summary>
    Unauthorized = 3000,

    /// <summary>3003: the peer is signed in, but not allowed to do what it asked for. <c>zzz.js</c> does not reconnect after this code.</summary>
    Forbidden = 3003,
}
