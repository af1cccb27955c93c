namespace Zzz.Channels.Contract;

/// <summary>Recognizes a reply that is binary, because its value is bytes.</summary>
internal static class ReplyBytes
{
    public static bool TryGet<T>(T value, out ReadOnlyMemory<byte> bytes)
    {
        bytes = value switch
        {
            byte[] array => array,
            ReadOnlyMemory<byte> memory => memory,
            _ => default,
        };
        return value is byte[] or ReadOnlyMemory<byte>;
    }
}
