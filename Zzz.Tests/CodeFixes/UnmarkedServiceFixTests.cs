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

    [Fact]
    public Task So_does_one_with_the_name_of_a_value() => Fixing.Turns(
        new UnmarkedServiceFix(),
        Source("", "OnOpen(IFormatProvider id)", "/{id}"),
        Source("using Microsoft.AspNetCore.Mvc;\n\n", "OnOpen([FromServices] IFormatProvider id)", "/{id}"));

    [Fact]
    public Task And_one_that_may_be_the_payload() => Fixing.Turns(new UnmarkedServiceFix(), Moves("IMove move"), Moves("[FromServices] IMove move"));

    [Theory]
    [InlineData("OnOpen(List<int> numbers)")]
    [InlineData("OnOpen(ref Inbox inbox)")]
    [InlineData("OnText(int[] numbers)")]
    public Task What_can_be_no_service_does_not(string handler) => Fixing.IsNotOffered(new UnmarkedServiceFix(), Source("", handler));

    private static string Moves(string parameter) =>
        $$"""
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Mvc;

        [Channel("room")]
        public class C
        {
            public void OnJoin({{parameter}}) { }
        }

        [ChannelRoute("/socket", typeof(C))]
        public class S;

        public interface IMove;

        [JsonSerializable(typeof(IMove))]
        internal partial class Contexts : JsonSerializerContext;
        """;

    private static string Source(string usings, string handler, string pattern = "/ws") =>
        $$"""
        {{usings}}[WsRoute("{{pattern}}")]
        public class C
        {
            public void {{handler}} { }
        }

        public class Inbox;
        """;
}
