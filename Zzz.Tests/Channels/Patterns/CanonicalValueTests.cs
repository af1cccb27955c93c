using System.Globalization;
using System.Net;
using Xunit;
using Zzz.Channels.Patterns;

namespace Zzz.Tests.Channels.Patterns;

/// <summary>Only one spelling of each value is valid in a topic.</summary>
public sealed class CanonicalValueTests
{
    [Theory]
    [InlineData("1.5", true)]
    [InlineData("1.50", false)]
    [InlineData("01.5", false)]
    [InlineData("100", true)]
    [InlineData("-0.0", false)]
    public void A_decimal(string text, bool expected) => Judge<decimal>(text, expected);

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("1.50", false)]
    [InlineData("1E3", false)]
    [InlineData("1000", true)]
    public void A_double(string text, bool expected) => Judge<double>(text, expected);

    [Theory]
    [InlineData("5", true)]
    [InlineData("+5", false)]
    [InlineData("05", false)]
    public void A_byte(string text, bool expected) => Judge<byte>(text, expected);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", false)]
    public void A_bool(string text, bool expected) => Judge<bool>(text, expected);

    [Theory]
    [InlineData("7bd2b6f5-37ea-4cc3-8a3f-0a3a6f0dbf0e", true)]
    [InlineData("7BD2B6F5-37EA-4CC3-8A3F-0A3A6F0DBF0E", false)]
    public void A_Guid(string text, bool expected) => Judge<Guid>(text, expected);

    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("01/31/2026", false)]
    public void A_DateOnly(string text, bool expected) => Judge<DateOnly>(text, expected);

    [Theory]
    [InlineData("12:30:00", true)]
    [InlineData("12:30:00.5", true)]
    [InlineData("12:30", false)]
    [InlineData("12:30:00.50", false)]
    public void A_TimeOnly(string text, bool expected) => Judge<TimeOnly>(text, expected);

    [Theory]
    [InlineData("2026-01-31T12:30:00", true)]
    [InlineData("2026-01-31T12:30:00Z", true)]
    [InlineData("2026-01-31T13:30:00+01:00", false)]
    [InlineData("2026-01-31 12:30:00", false)]
    public void A_DateTime(string text, bool expected) => Judge<DateTime>(text, expected);

    [Theory]
    [InlineData("2026-01-31T12:30:00Z", true)]
    [InlineData("2026-01-31T12:30:00+00:00", false)]
    [InlineData("2026-01-31T13:30:00+01:00", false)]
    public void A_DateTimeOffset(string text, bool expected) => Judge<DateTimeOffset>(text, expected);

    [Theory]
    [InlineData(" 5", true)]
    [InlineData("x", true)]
    public void A_string_is_what_it_is(string text, bool expected) => Judge<string>(text, expected);

    [Theory]
    [InlineData("::1", true)]
    [InlineData("0:0:0:0:0:0:0:1", false)]
    public void An_IPAddress(string text, bool expected) => Judge<IPAddress>(text, expected);

    private static void Judge<T>(string text, bool expected)
        where T : IParsable<T> => Assert.Equal(expected, CanonicalValue.Is(text, T.Parse(text, CultureInfo.InvariantCulture)));
}
