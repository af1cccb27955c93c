using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class OriginPolicyTests
{
    [Theory]
    [InlineData(null, "example.com", "", true)] // no browser
    [InlineData("http://example.com", "example.com", "", true)]
    [InlineData("https://example.com", "example.com", "", true)] // TLS ends at a proxy
    [InlineData("http://EXAMPLE.com", "example.COM", "", true)]
    [InlineData("http://example.com:8080", "example.com:8080", "", true)]
    [InlineData("http://example.com:80", "example.com", "", true)]
    [InlineData("https://example.com", "example.com:443", "", true)]
    [InlineData("https://example.com", "example.com:80", "", true)]
    [InlineData("http://[::1]:5000", "[::1]:5000", "", true)]
    [InlineData("http://example.com:8080", "example.com", "", false)]
    [InlineData("http://example.com", "example.com:8080", "", false)]
    [InlineData("http://evil.example.com", "example.com", "", false)]
    [InlineData("http://example.com.evil.net", "example.com", "", false)]
    [InlineData("null", "example.com", "", false)]
    [InlineData("", "example.com", "", false)]
    [InlineData("example.com", "example.com", "", false)]
    [InlineData("file://", "example.com", "", false)]
    [InlineData("http://", "example.com", "", false)]
    [InlineData("http://example.com/path", "example.com", "", false)] // an origin has no path, RFC 6454 §7.1
    [InlineData("http://user@example.com", "example.com", "", false)]
    [InlineData("http://example.com?query", "example.com", "", false)]
    [InlineData("http://example.com,http://evil.net", "example.com", "", false)] // two header lines
    [InlineData("https://app.example.com", "example.com", "https://app.example.com", true)]
    [InlineData("https://APP.example.com", "example.com", "https://app.example.com/", true)]
    [InlineData("https://app.example.com", "example.com", "https://other.net https://app.example.com", true)]
    [InlineData("https://app.example.com", "example.com", "https://app.example.com:443", true)] // its default port
    [InlineData("http://app.example.com", "example.com", "https://app.example.com", false)] // a list says the scheme too
    [InlineData("http://app.example.com:8443", "example.com", "https://app.example.com:8443", false)]
    [InlineData("https://app.example.com:8443", "example.com", "https://app.example.com", false)]
    [InlineData("https://app.example.com.evil.net", "example.com", "https://app.example.com", false)]
    [InlineData("https://anything.net", "example.com", "*", true)]
    [InlineData("null", "example.com", "*", true)]
    public void An_origin_is_judged(string? origin, string host, string allowed, bool expected) =>
        Assert.Equal(expected, OriginPolicy.Allows(origin, host, allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
