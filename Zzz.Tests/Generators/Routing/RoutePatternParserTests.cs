using Microsoft.AspNetCore.Routing.Patterns;
using Xunit;
using Zzz.Generators.Routing;
using RoutePattern = Zzz.Generators.Routing.RoutePattern;

namespace Zzz.Tests.Generators.Routing;

public class RoutePatternParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/ws/echo")]
    [InlineData("ws/echo/")]
    [InlineData("~/ws")]
    [InlineData("/ws/:room", "room")]
    [InlineData("/:a/x/:b_2", "a", "b_2")]
    [InlineData("/ws/{room}", "room")]
    [InlineData("/ws/{user-id}", "user-id")]
    [InlineData("/ws/a:b")]
    [InlineData("/ws/{id:int:min(1)}", "id")]
    [InlineData("/ws/{id?}", "id")]
    [InlineData("/ws/{id:int?}", "id")]
    [InlineData("/ws/{a=1}/{b?}", "a", "b")]
    [InlineData("/ws/{a?}/{b?}/{*c}", "a", "b", "c")]
    [InlineData("/ws/{**rest}", "rest")]
    [InlineData("/ws/{*rest:minlength(2)}", "rest")]
    [InlineData("/ws/{name}.{extension?}", "name", "extension")]
    [InlineData("/ws/v{major}-{minor}x", "major", "minor")]
    [InlineData("/ws/{{literal}}")]
    [InlineData("/ws/{{{a}-b}}", "a")]
    [InlineData(@"/ws/{date:regex(^\d{{4}}-\d{{2}}/=:$)}", "date")]
    [InlineData("/ws/{a:regex(a(b)c)=x}", "a")]
    public void What_is_accepted_is_what_AspNetCore_accepts(string pattern, params string[] parameters)
    {
        RoutePattern parsed = RoutePatternParser.Parse(pattern);

        Assert.Null(parsed.Mistake);
        Assert.Equal(parameters, parsed.Parameters);
        Assert.Equal(parameters, RoutePatternFactory.Parse(parsed.Text).Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("/ws/{", "braces")]
    [InlineData("/ws/{room", "braces")]
    [InlineData("/ws/room}", "braces")]
    [InlineData("/ws/{room}}", "braces")]
    [InlineData("/ws/{a{b}}", "braces")]
    [InlineData("/ws/{}", "is not a valid parameter")]
    [InlineData("/ws/{*}", "is not a valid parameter")]
    [InlineData("/ws/{?}", "is not a valid parameter")]
    [InlineData("/ws/{a/b}", "is not a valid parameter")]
    [InlineData("/ws/{a*}", "is not a valid parameter")]
    [InlineData("/ws/{***a}", "is not a valid parameter")]
    [InlineData("/ws//a", "empty segment")]
    [InlineData("~ws", "'~'")]
    [InlineData("/ws/a?b", "'?'")]
    [InlineData("/ws/{id}/{ID}", "called 'ID'")]
    [InlineData("/ws/{a}{b}", "where '{a}' ends")]
    [InlineData("/ws/{*rest}/b", "last segment")]
    [InlineData("/ws/a{*rest}", "segment of its own")]
    [InlineData("/ws/{*rest?}", "remove its '?'")]
    [InlineData("/ws/{a=1?}", "remove its '?'")]
    [InlineData("/ws/{a?}-b", "only at the end of the segment")]
    [InlineData("/ws/a-{b?}", "only at the end of the segment")]
    public void What_AspNetCore_refuses_is_a_mistake(string pattern, string mistake)
    {
        Assert.Contains(mistake, RoutePatternParser.Parse(pattern).Mistake, StringComparison.Ordinal);
        Assert.Throws<RoutePatternException>(() => RoutePatternFactory.Parse(pattern));
    }

    [Theory]
    [InlineData("/ws/a#b", "'#'")]
    [InlineData("/ws/:", "is not a valid parameter")]
    [InlineData("/ws/:a.b", "is not a valid parameter")]
    [InlineData("/ws/:id:int", "is not a valid parameter")]
    [InlineData("/ws/:{id}", "is not a valid parameter")]
    [InlineData("/ws/{:int}", "is not a valid parameter")]
    [InlineData("/ws/{a:}", "is not a valid parameter")]
    [InlineData("/ws/{a?}/b", "cannot be left out")]
    public void What_would_never_do_what_it_says_is_a_mistake_too(string pattern, string mistake) =>
        Assert.Contains(mistake, RoutePatternParser.Parse(pattern).Mistake, StringComparison.Ordinal);
}
