namespace Zzz.Protocol.Lifetime;

/// <summary>What is to be done about a closing connection.</summary>
internal enum EndingStep
{
    None,

    /// <summary>Notify the handler that runs, which keeps the connection from its end.</summary>
    NotifyHandler,

    /// <summary>Receive no more, and end the transport gently.</summary>
    StopReceiving,

    /// <summary>Drop the transport.</summary>
    Abort,
}
