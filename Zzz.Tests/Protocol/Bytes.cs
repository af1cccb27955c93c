namespace Zzz.Tests.Protocol;

/// <summary>Bytes in the form in which tests write them.</summary>
internal static class Bytes
{
    /// <summary>Converts hexadecimal digits, with spaces wherever they help, to bytes.</summary>
    public static byte[] Of(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Returns this many bytes, which look random but are the same each time.</summary>
    public static byte[] Pattern(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
