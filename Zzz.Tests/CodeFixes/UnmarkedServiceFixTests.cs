using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class UnmarkedServiceFixTests
{
    [Theory]
    [InlineData("OnOpen(Inbox inbox)", "OnOpen([FromServices] Inbox inbox)")]
    [InlineData("OnText(string text, Inbox? inbox = null)", "OnText(string text, [FromServices] Inbox? inbox = null)")]
    public Task The_parameter_gets_the_attribute(string before, string after) => Fixing.Turns(
        new UnmarkedServiceFix(), Source("", before), Source("using Microsoft.AspNetCore.Mvc;\n\n", after));

    [Theory]
    [InlineData("OnOpen(List<int> numbers)")]
    [InlineData("OnOpen(ref Inbox inbox)")]
    [InlineData("OnText(int[] numbers)")]
    public Task What_can_be_no_service_does_not(string handler) => Fixing.IsNotOffered(new UnmarkedServiceFix(), Source("", handler));

    private static string Source(string usings, string handler) =>
        $$"""
        {{usings}}[WsRoute("/ws")]
        public class C
        {
            public void {{handler}} { }
        }

        public class Inbox;
        """;
}
