using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class OriginPolicyTests
{
    [Theory]
    [InlineData(null, "example.com", "", true)] // not a browser
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
    [InlineData("https://app.example.com", "example.com", "https://app.example.com:443", true)] // the default port of https
    [InlineData("http://app.example.com", "example.com", "https://app.example.com", false)] // an entry includes the scheme
    [InlineData("http://app.example.com:8443", "example.com", "https://app.example.com:8443", false)]
    [InlineData("https://app.example.com:8443", "example.com", "https://app.example.com", false)]
    [InlineData("https://app.example.com.evil.net", "example.com", "https://app.example.com", false)]
    [InlineData("https://anything.net", "example.com", "*", true)]
    [InlineData("null", "example.com", "*", true)]
    [InlineData("null", "example.com", "null", true)]
    [InlineData("null", "example.com", "https://example.com", false)]
    [InlineData("file://", "example.com", "file://", true)]
    [InlineData("file://", "example.com", "null", false)]
    [InlineData("javascript://example.com", "example.com", "", false)] // the app's own host, but not one of its pages
    [InlineData("chrome-extension://example.com", "example.com", "", false)]
    [InlineData("file://example.com", "example.com", "", false)]
    [InlineData("ftp://example.com", "example.com", "", false)]
    [InlineData("//example.com", "example.com", "", false)]
    [InlineData("chrome-extension://abcdefghijklmnop", "example.com", "chrome-extension://abcdefghijklmnop", true)]
    [InlineData("capacitor://localhost", "example.com", "capacitor://localhost", true)]
    [InlineData("https://xn--bcher-kva.example", "example.com", "https://bücher.example", true)]
    [InlineData("https://xn--bcher-kva.example", "bücher.example", "", true)]
    [InlineData("https://xn--bcher-kva.example", "xn--bcher-kva.example", "", true)]
    [InlineData("https://shop.xn--bcher-kva.example", "example.com", "https://*.bücher.example", true)]
    [InlineData("https://xn--\u0080.example", "example.com", "https://a.example", false)] // a name that cannot be converted
    [InlineData("https://a.example.net", "example.com", "https://*.example.net", true)]
    [InlineData("https://a.b.example.net", "example.com", "https://*.example.net", true)]
    [InlineData("https://A.EXAMPLE.net", "example.com", "https://*.Example.NET", true)]
    [InlineData("https://example.net", "example.com", "https://*.example.net", false)]
    [InlineData("https://evilexample.net", "example.com", "https://*.example.net", false)]
    [InlineData("https://a.example.net.evil.org", "example.com", "https://*.example.net", false)]
    [InlineData("http://a.example.net", "example.com", "https://*.example.net", false)]
    [InlineData("https://a.example.net:8443", "example.com", "https://*.example.net", false)]
    [InlineData("https://a.example.net:8443", "example.com", "https://*.example.net:8443", true)]
    [InlineData("http://localhost:5173", "example.com", "http://localhost:*", true)]
    [InlineData("http://localhost", "example.com", "http://localhost:*", true)]
    [InlineData("https://localhost:5173", "example.com", "http://localhost:*", false)]
    [InlineData("http://localhost.evil.net:5173", "example.com", "http://localhost:*", false)]
    [InlineData("http://[::1]:5173", "example.com", "http://[::1]:*", true)]
    [InlineData("http://[::1]:5173", "example.com", "http://[0:0:0:0:0:0:0:1]:5173", true)]
    [InlineData("https://example.com.", "example.com", "", false)] // browsers keep the dot on both sides
    [InlineData("https://example.com.", "example.com.", "", true)]
    [InlineData("https://example.com", "user@example.com", "", false)]
    [InlineData("https://example.com", "", "", false)]
    [InlineData("https://*.example.net", "example.com", "https://*.example.net", false)]
    public void An_origin_is_judged(string? origin, string host, string allowed, bool expected) =>
        Assert.Equal(expected, new OriginPolicy(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Allows(origin, host));
}
