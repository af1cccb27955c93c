using Xunit;
using Zzz.Handshake;

namespace Zzz.Tests.Handshake;

public class AcceptKeyTests
{
    [Fact]
    public void The_example_of_the_RFC() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", AcceptKey.Compute("dGhlIHNhbXBsZSBub25jZQ==")); // RFC 6455 §1.3

    [Theory]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ==", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", true)]
    [InlineData("+/+/+/+/+/+/+/+/+/+/+w==", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ", false)] // no padding
    [InlineData("dGhlIHNhbXBsZSBub25j", false)] // 15 bytes
    [InlineData("dGhlIHNhbXBsZSBub25jZWU=", false)] // 17 bytes
    [InlineData("dGhlIHNhbXBsZSBub25jZWVl", false)] // 18 bytes
    [InlineData("dGhlIHNhbXBsZSBub25-ZQ==", false)] // another alphabet
    [InlineData("dGhlIHNhbXBsZSBub2 jZQ==", false)]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ== ", false)]
    [InlineData("======dGhlIHNhbXBsZSBub2", false)]
    public void A_key_is_16_bytes_in_base64(string? key, bool valid) => Assert.Equal(valid, AcceptKey.IsValidKey(key));
}
