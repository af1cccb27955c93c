using System.Text;
using Xunit;
using Zzz.Json;

namespace Zzz.Tests.Json;

public class SurrogateEscapesTests
{
    [Theory]
    [InlineData("""{"a":"plain","b":[1,null]}""")]
    [InlineData("""["\"\\\/\b\n","\u0041","\u00e9\uE000"]""")]
    [InlineData("""["\ud83d\ude00","\uD83D\uDE00\ud83d\ude00"]""")]
    [InlineData("""["\\ud800"]""")]
    public void Pairs_and_other_escapes_pass(string json) => Assert.True(SurrogateEscapes.ArePaired(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["\uDC00"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""["\ud800","\udc00"]""")]
    [InlineData("""["\ud800\ud800\udc00"]""")]
    [InlineData("""["\ud800x\udc00"]""")]
    [InlineData("""["\ud800\n"]""")]
    [InlineData("""["\ud800\\udc00"]""")]
    [InlineData("""["\ud83d\ude00\ude00"]""")]
    [InlineData("""["\n\ud800"]""")]
    public void Half_of_a_pair_is_found(string json) => Assert.False(SurrogateEscapes.ArePaired(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("\\")]
    [InlineData("\\u")]
    [InlineData("\\ud8")]
    [InlineData("/* C:\\users */ []")]
    public void What_is_no_escape_is_no_half(string text) => Assert.True(SurrogateEscapes.ArePaired(Encoding.UTF8.GetBytes(text)));
}
