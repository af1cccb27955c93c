using System.Text;

namespace Zzz.Tests.Conformance;

internal enum OutcomeKind
{
    Text,
    Binary,
    Ping,
    Pong,
    Close,
    Fault,
}

/// <summary>The finding that the server must make in the data that a client sent, which determines its answer.</summary>
internal sealed record Outcome(OutcomeKind Kind, byte[] Payload, int Code = 0)
{
    public bool IsEnd => Kind is OutcomeKind.Close or OutcomeKind.Fault;

    /// <summary>The first byte of the answer, or <see langword="null"/> if there is none.</summary>
    public byte? Answer => Kind switch
    {
        OutcomeKind.Text => 0x81,
        OutcomeKind.Binary => 0x82,
        OutcomeKind.Ping => 0x8A,
        OutcomeKind.Pong => null,
        _ => 0x88,
    };

    /// <summary>Writes the event as the protocol engine's trace does; for a fault, only the code.</summary>
    public override string ToString() => Kind switch
    {
        OutcomeKind.Text => $"text {Encoding.UTF8.GetString(Payload)}",
        OutcomeKind.Close => $"close {Code} {Encoding.UTF8.GetString(Payload)}".TrimEnd(),
        OutcomeKind.Fault => $"fault {Code}",
        _ => $"{(Kind == OutcomeKind.Binary ? "binary" : Kind == OutcomeKind.Ping ? "ping" : "pong")} {Convert.ToHexString(Payload)}",
    };
}
