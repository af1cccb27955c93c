namespace Zzz.Tests.Deflate;

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
