namespace Zzz.Protocol.Lifetime;

/// <summary>The next step for a closing connection.</summary>
internal enum EndingStep
{
    None,

    /// <summary>Notify the running handler, because it keeps the connection from ending.</summary>
    NotifyHandler,

    /// <summary>Stop receiving, and end the transport gracefully.</summary>
    StopReceiving,

    /// <summary>Drop the transport.</summary>
    Abort,
}
