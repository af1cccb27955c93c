namespace Zzz.Protocol.Lifetime;

/// <summary>The step to take about a closing connection.</summary>
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
