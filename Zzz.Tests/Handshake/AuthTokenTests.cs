using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class AuthTokenTests
{
    [Theory]
    [InlineData("base64url.bearer.phx.dG9rZW4", "token")]
    [InlineData("base64url.bearer.phx.dG9rZW4=", "token")]
    [InlineData("phoenix, base64url.bearer.phx.dG9rZW4", "token")]
    [InlineData("base64url.bearer.phx.w78_Pj4", "ÿ?>>")]
    [InlineData("base64url.bearer.phx.w78/Pj4", "ÿ?>>")]
    [InlineData("base64url.bearer.phx.Pj4-", ">>>")]
    [InlineData("base64url.bearer.phx.Pj4+", ">>>")]
    [InlineData("base64url.bearer.phx.", "")]
    [InlineData("base64url.bearer.phx.MQ, base64url.bearer.phx.Mg", "1")]
    [InlineData("phoenix", null)]
    [InlineData("Base64url.bearer.phx.dG9rZW4", null)]
    [InlineData("", null)]
    public void It_is_found_among_the_subprotocols(string offers, string? expected)
    {
        Assert.True(AuthToken.TryRead([offers], out string? token));
        Assert.Equal(expected, token);
    }

    [Theory]
    [InlineData("base64url.bearer.phx.d")]
    [InlineData("base64url.bearer.phx.dG9r!W4")]
    [InlineData("base64url.bearer.phx.dG9rZW4==")]
    [InlineData("base64url.bearer.phx._w")]
    public void What_is_no_Base64_of_UTF_8_cannot_be_read(string offer) => Assert.False(AuthToken.TryRead(["phoenix", offer], out _));

    [Fact]
    public void It_is_never_chosen_as_a_subprotocol() =>
        Assert.Null(Subprotocol.Choose(["base64url.bearer.phx.MQ"], ["base64url.bearer.phx.MQ"]));
}
