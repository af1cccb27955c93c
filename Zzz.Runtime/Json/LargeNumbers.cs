using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Zzz.Json;

/// <summary>
/// Finds numbers in JSON, in quotes or not, that are so large that System.Text.Json may read them as infinity. Only JSON with an exponent or a very
/// long run of digits is parsed again; most messages have neither.
/// </summary>
internal static class LargeNumbers
{
    /// <summary>The number of digits in <see cref="float.MaxValue"/>.</summary>
    private const int ManyDigits = 39;

    private static readonly SearchValues<byte> Exponents = SearchValues.Create("eE"u8);

    public static bool AreIn(ReadOnlySpan<byte> json) => (HasExponent(json) || HasManyDigits(json)) && AreAmongTokensOf(json);

    /// <summary>Whether there is an <c>e</c> or <c>E</c> between digits.</summary>
    private static bool HasExponent(ReadOnlySpan<byte> json)
    {
        for (int at; (at = json.IndexOfAny(Exponents)) >= 0; json = json[(at + 1)..])
        {
            ReadOnlySpan<byte> exponent = json[(at + 1)..];
            if (exponent.StartsWith("+"u8)) exponent = exponent[1..];
            if (at > 0 && char.IsAsciiDigit((char)json[at - 1]) && !exponent.IsEmpty && char.IsAsciiDigit((char)exponent[0])) return true;
        }

        return false;
    }

    /// <summary>Whether there is a run of 39 digits. Checks only every 39th byte, because such a run must contain one of these.</summary>
    private static bool HasManyDigits(ReadOnlySpan<byte> json)
    {
        for (int at = ManyDigits - 1; at < json.Length; at += ManyDigits)
        {
            int before = json[..at].LastIndexOfAnyExceptInRange((byte)'0', (byte)'9');
            int after = json[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (after != 0 && (after < 0 ? json.Length : at + after) - before - 1 >= ManyDigits) return true;
        }

        return false;
    }

    /// <remarks>The JSON has already been read, so it is valid.</remarks>
    private static bool AreAmongTokensOf(ReadOnlySpan<byte> json)
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = int.MaxValue };
        var reader = new Utf8JsonReader(json, options);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String && IsLarge(reader.ValueSpan)) return true;
        return false;
    }

    private static bool IsLarge(ReadOnlySpan<byte> token) =>
        Utf8Parser.TryParse(token, out double number, out int length) && length == token.Length && double.Abs(number) > (double)Half.MaxValue;
}
