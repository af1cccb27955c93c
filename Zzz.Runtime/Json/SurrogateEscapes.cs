using System.Buffers.Text;

namespace Zzz.Json;

/// <summary>
/// Finds escapes in JSON that are only half of a surrogate pair. System.Text.Json accepts them in a <see cref="System.Text.Json.JsonElement"/>, which
/// can then be neither read nor written.
/// </summary>
internal static class SurrogateEscapes
{
    private const int PrefixLength = 2;
    private const int DigitsLength = 4;

    /// <summary>Whether each half of a surrogate pair is next to its other half. The JSON must be valid otherwise.</summary>
    public static bool ArePaired(ReadOnlySpan<byte> json)
    {
        bool isOpen = false;
        for (int at; (at = json.IndexOf((byte)'\\')) >= 0; json = json[Math.Min(at + PrefixLength, json.Length)..])
        {
            if (isOpen && at != DigitsLength) return false; // the other half does not follow immediately
            char unit = UnitOf(json[at..]);
            if (char.IsLowSurrogate(unit) != isOpen) return false;
            isOpen = char.IsHighSurrogate(unit);
        }

        return !isOpen;
    }

    /// <summary>Returns the code unit of an escape, or a default that is not a surrogate.</summary>
    private static char UnitOf(ReadOnlySpan<byte> escape)
    {
        bool isNumber = escape.StartsWith("\\u"u8) && escape.Length >= PrefixLength + DigitsLength;
        return isNumber && Utf8Parser.TryParse(escape.Slice(PrefixLength, DigitsLength), out ushort unit, out _, 'x') ? (char)unit : default;
    }
}
