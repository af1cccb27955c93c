namespace Zzz.Protocol.Lifetime;

/// <summary>How the wait for a connection's end is over.</summary>
internal enum EndingStep
{
    /// <summary>Receive no more, and end the transport gently.</summary>
    StopReceiving,

    /// <summary>Drop the transport.</summary>
    Abort,
}
