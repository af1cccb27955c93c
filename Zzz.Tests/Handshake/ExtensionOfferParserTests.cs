using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

/// <summary>The grammar of Sec-WebSocket-Extensions (RFC 6455 §9.1).</summary>
public class ExtensionOfferParserTests
{
    [Theory]
    [InlineData("foo", "foo")]
    [InlineData("foo; a; b=1", "foo a b=1")]
    [InlineData("foo ;\ta = \"1\" ;b", "foo a=1 b")]
    [InlineData("foo; a=\"1\\0\"", "foo a=10")]
    [InlineData("foo, bar; a", "foo|bar a")]
    [InlineData("foo, foo; a; a", "foo|foo a a")]
    [InlineData(", foo,, bar ,", "foo|bar")]
    [InlineData("", "")]
    [InlineData(",", "")]
    public void What_is_well_formed_is_read(string line, string offers)
    {
        Assert.True(ExtensionOfferParser.TryParse([line], out IReadOnlyList<ExtensionOffer> found));
        Assert.Equal(offers, string.Join('|', found.Select(Text)));
    }

    [Theory]
    [InlineData("permessage-deflate;")]
    [InlineData("permessage-deflate; =1")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10")]
    [InlineData("permessage-deflate; server_max_window_bits=\"10\\")]
    [InlineData("permessage-deflate, \"")]
    [InlineData("permessage deflate")]
    [InlineData("permessage-deflate deflate")]
    [InlineData("foo;, permessage-deflate")]
    [InlineData("foo; a=, permessage-deflate")]
    [InlineData("foo; a=\"b c\", permessage-deflate")]
    [InlineData("foo; a=\"\", permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits=\"\"")]
    public void What_is_not_is_refused(string line)
    {
        Assert.False(ExtensionOfferParser.TryParse([line], out _));
        Assert.False(ExtensionOfferParser.TryParse(["foo", line], out _));
    }

    private static string Text(ExtensionOffer offer) =>
        string.Join(' ', [offer.Name, .. offer.Parameters.Select(one => one.Value is null ? one.Key : $"{one.Key}={one.Value}")]);
}
