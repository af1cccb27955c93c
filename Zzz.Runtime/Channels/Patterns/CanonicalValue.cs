using System.Globalization;

namespace Zzz.Channels.Patterns;

/// <summary>
/// Checks that a value in a topic is spelled exactly as the parsed value would be formatted, so that each value has only one topic. Otherwise,
/// a client could join the same room under several topics: <c>room:5</c>, <c>room:+5</c>, <c>room:005</c>.
/// </summary>
internal static class CanonicalValue
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>Whether the text is exactly the formatted value. Types that cannot be formatted always pass.</summary>
    public static bool Is<T>(string text, T value) => Format(value) is not { } format || format == text;

    private static string? Format<T>(T value) => value switch
    {
        bool flag => flag ? "true" : "false",
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture), // without trailing zeros
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTime moment => (moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment).ToString(Moment, CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
