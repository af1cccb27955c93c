namespace Zzz.Tests.Protocol.Deflate;

public enum SampleKind
{
    Json,
    Text,
    Binary,
    Zeros,
    Random,
    Mixed,
    Html,
}
