using System.Text;

namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Makes messages, and describes them.</summary>
internal static class Bytes
{
    private const int Shown = 60;

    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Returns a message that contains every byte, if it is long enough, and in which no part resembles its neighbours.</summary>
    public static byte[] OfLength(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)(i + (i >> 8));
        return bytes;
    }

    public static string Describe(ReadOnlySpan<byte> message) =>
        message.Length <= Shown && message.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? $"\"{Encoding.UTF8.GetString(message)}\""
            : $"{message.Length} bytes ({Convert.ToHexString(message[..Math.Min(8, message.Length)])}…)";

    public static string DescribeAll(IReadOnlyList<ReadOnlyMemory<byte>>? messages) => messages switch
    {
        null => "null",
        { Count: > 12 } => $"{messages.Count} messages, {Describe(messages[0].Span)} … {Describe(messages[^1].Span)}",
        _ => $"[{string.Join(", ", messages.Select(message => Describe(message.Span)))}]",
    };
}
