using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Zzz.Channels.Wire;

/// <summary>Encodes topics and events for the wire: UTF-8 of at most <see cref="ChannelSerializer.MaxNameBytes"/> bytes.</summary>
internal static class Utf8Name
{
    /// <summary>Encodes a name into <paramref name="room"/>, or returns <see langword="false"/> if the name is too long.</summary>
    public static bool TryEncode(string name, Span<byte> room, out ReadOnlySpan<byte> utf8)
    {
        bool fits = Encoding.UTF8.TryGetBytes(name, room, out int length);
        utf8 = room[..length];
        return fits;
    }

    /// <exception cref="ArgumentException">The name is too long.</exception>
    public static ReadOnlySpan<byte> EncodeEvent([NotNull] string? eventName, Span<byte> room)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        return TryEncode(eventName, room, out ReadOnlySpan<byte> utf8)
            ? utf8
            : throw new ArgumentException($"An event's name is limited to {ChannelSerializer.MaxNameBytes} bytes in UTF-8.", nameof(eventName));
    }
}
