namespace Zzz.Tests.Protocol;

/// <summary>Bytes as a test writes them down.</summary>
internal static class Bytes
{
    /// <summary>Bytes in hexadecimal, with blanks wherever they help.</summary>
    public static byte[] Of(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>So many bytes that look like nothing in particular, and are the same each time.</summary>
    public static byte[] Pattern(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
