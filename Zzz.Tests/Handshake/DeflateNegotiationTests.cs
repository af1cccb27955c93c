using Xunit;
using Zzz.Handshake;
using Zzz.Protocol;

namespace Zzz.Tests.Handshake;

public class DeflateNegotiationTests
{
    private static readonly WsCompressionOptions Takeover = new() { ServerContextTakeover = true, ClientContextTakeover = true };

    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [InlineData("Permessage-Deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [InlineData(
        "permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits=10")]
    [InlineData(
        "permessage-deflate ;\tserver_max_window_bits = \"10\" ",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10")]
    [InlineData(
        "permessage-deflate; server_max_window_bits=\"1\\0\"",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10")]
    public void An_offer_is_accepted_without_takeover_by_default(string offer, string response) =>
        Assert.Equal(response, Negotiate(offer, new())?.Response);

    [Theory]
    [InlineData("permessage-deflate; unknown")]
    [InlineData("permessage-deflate; server_no_context_takeover; server_no_context_takeover")]
    [InlineData("permessage-deflate; server_no_context_takeover=1")]
    [InlineData("permessage-deflate; client_no_context_takeover=true")]
    [InlineData("permessage-deflate; server_max_window_bits")]
    [InlineData("permessage-deflate; server_max_window_bits=7")]
    [InlineData("permessage-deflate; server_max_window_bits=16")]
    [InlineData("permessage-deflate; server_max_window_bits=08")]
    [InlineData("permessage-deflate; server_max_window_bits=+8")]
    [InlineData("permessage-deflate; client_max_window_bits=0")]
    [InlineData("x-webkit-deflate-frame")]
    [InlineData("")]
    [InlineData(",")]
    public void An_offer_that_cannot_be_met_is_declined(string offer) => Assert.Null(Negotiate(offer, new()));

    [Fact]
    public void The_first_offer_that_can_be_met_wins() =>
        Assert.Equal(
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9",
            Negotiate("foo; a=b, permessage-deflate; bar, , permessage-deflate; server_max_window_bits=9, permessage-deflate", new())?.Response);

    [Fact]
    public void Offers_may_stand_on_several_lines() =>
        Assert.NotNull(Negotiate(["foo", null, "permessage-deflate"], new()));

    [Fact]
    public void Nothing_is_accepted_when_compression_is_off() =>
        Assert.Null(Negotiate("permessage-deflate", new() { Enabled = false }));

    [Fact]
    public void Takeover_uses_small_windows_when_the_client_can_be_told()
    {
        var agreed = Negotiate("permessage-deflate; client_max_window_bits", Takeover);
        Assert.Equal("permessage-deflate; client_max_window_bits=12", agreed?.Response);
        Assert.Equal(new DeflateParameters(true, 12, true, 12), agreed?.Parameters);
    }

    [Fact]
    public void A_client_that_cannot_limit_its_window_gets_no_takeover_of_its_own()
    {
        var agreed = Negotiate("permessage-deflate", Takeover);
        Assert.Equal("permessage-deflate; client_no_context_takeover", agreed?.Response);
        Assert.Equal(new DeflateParameters(true, 12, false, 15), agreed?.Parameters);
    }

    [Fact]
    public void A_client_may_refuse_takeover_in_both_directions() =>
        Assert.Equal(
            new DeflateParameters(false, 15, false, 15),
            Negotiate("permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits", Takeover)?.Parameters);

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(15)]
    public void Windows_are_the_smaller_of_what_both_sides_want(int bits)
    {
        var options = new WsCompressionOptions { ServerMaxWindowBits = 12, ClientMaxWindowBits = 12 };
        DeflateParameters? agreed = Negotiate($"permessage-deflate; server_max_window_bits={bits}; client_max_window_bits={bits}", options)?.Parameters;
        Assert.Equal((Math.Min(12, bits), Math.Min(12, bits)), (agreed?.ServerWindowBits, agreed?.ClientWindowBits));
    }

    private static (DeflateParameters Parameters, string Response)? Negotiate(string offers, WsCompressionOptions options) =>
        Negotiate([offers], options);

    private static (DeflateParameters Parameters, string Response)? Negotiate(string?[] lines, WsCompressionOptions options)
    {
        Assert.True(ExtensionOfferParser.TryParse(lines, out IReadOnlyList<ExtensionOffer> offers));
        return DeflateNegotiation.Negotiate(offers, options);
    }
}
