namespace Zzz.Channels.Contract;

/// <summary>Recognizes a binary reply: one whose value is <c>byte[]</c> or <c>ReadOnlyMemory&lt;byte></c>.</summary>
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
