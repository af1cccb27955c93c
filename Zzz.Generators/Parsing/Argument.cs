namespace Zzz.Generators.Parsing;

/// <summary>What a parameter of a callback is given.</summary>
internal enum Argument
{
    Options,
    Connection,
    Message,
    Text,
    Bytes,
    CloseCode,
    CloseReason,
}
