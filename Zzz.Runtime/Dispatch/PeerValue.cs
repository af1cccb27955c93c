using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Zzz.Dispatch;

/// <summary>Parses a value that a peer sent as text. If the parser throws, the value counts as invalid.</summary>
internal static class PeerValue
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a peer sends is the peer's fault.")]
    public static bool TryParse<T>(string text, [NotNullWhen(true)] out T? value)
        where T : IParsable<T>
    {
        value = default;
        try
        {
            return T.TryParse(text, CultureInfo.InvariantCulture, out value) && IsPlain(text, value);
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Whether a number is finite, as in JSON, and has no thousands separators, which would make 15 of 1,5.</summary>
    private static bool IsPlain<T>(string text, T value) => value switch
    {
        double number => double.IsFinite(number) && !text.Contains(','),
        float number => float.IsFinite(number) && !text.Contains(','),
        Half number => Half.IsFinite(number) && !text.Contains(','),
        decimal => !text.Contains(','),
        _ => true,
    };
}
