using Xunit;

namespace Zzz.Tests.Deflate;

/// <summary>A buffer between guard bytes, which must not be written.</summary>
internal sealed class GuardedBuffer(int length)
{
    private const int GuardLength = 64;
    private const byte Guard = 0xA5;

    private readonly byte[] _bytes = Filled(length + 2 * GuardLength);

    public Span<byte> Span => _bytes.AsSpan(GuardLength, length);

    public void AssertIntact(string what)
    {
        bool intact = !_bytes.AsSpan(0, GuardLength).ContainsAnyExcept(Guard) && !_bytes.AsSpan(GuardLength + length).ContainsAnyExcept(Guard);
        Assert.True(intact, what);
    }

    private static byte[] Filled(int length)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(Guard);
        return bytes;
    }
}
