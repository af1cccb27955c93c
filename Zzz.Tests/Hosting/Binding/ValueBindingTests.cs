using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Binding;

public class ValueBindingTests
{
    private readonly Calls _calls = new();

    [Theory]
    [InlineData("/values/lobby/7?factor=1.5", "lobby 7  1.5 1  10")]
    [InlineData("/values/a%20b/-7/friday?factor=1e3&PAGE-NO=2&since=2026-01-31", "a b -7 Friday 1000 2 2026-01-31 10")]
    [InlineData("/values/x/1/6?factor=-0&factor=9", "x 1 Saturday -0 1  10")]
    public async Task Values_are_parsed_and_what_is_missing_has_its_default(string path, string expected)
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, path);
        Assert.Equal(expected, (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("", "hi:  none  ")]
    [InlineData("&n=1&n=2&n=3", "hi: 1+2+3 3  ")]
    [InlineData("&n=4", "hi: 4 1 Friday+Monday+Sunday me", "X-Days: Friday, monday", "X-Days: 0", "User-Agent: me")]
    public async Task Arrays_take_all_values_of_a_name(string query, string expected, params string[] headers)
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/values/r/1?factor=1" + query, headers);
        await peer.ReadFrameAsync();
        await peer.SendAsync(ClientFrame.Text("hi"));
        Assert.Equal(expected, (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("/values/r/99999?factor=1", "Route value 'id' is not a valid Int16")]
    [InlineData("/values/r/1/someday?factor=1", "Route value 'day' is not a valid DayOfWeek")]
    [InlineData("/values/r/1", "Query value 'factor' is missing")]
    [InlineData("/values/r/1?factor=1,5x", "Query value 'factor' is not a valid Double")]
    [InlineData("/values/r/1?factor=1,5", "Query value 'factor' is not a valid Double")] // not 15
    [InlineData("/values/r/1?factor=1e999", "Query value 'factor' is not a valid Double")] // not infinity
    [InlineData("/values/r/1?factor=NaN", "Query value 'factor' is not a valid Double")]
    [InlineData("/values/r/1?factor=1&page-no=", "Query value 'page-no' is not a valid Int32")]
    [InlineData("/values/r/1?factor=1&n=1&n=x", "Query value 'n' is not a valid Int32")]
    [InlineData("/values/r/1?factor=1", "Header value 'X-Limit' is not a valid Int32", "X-Limit: many")]
    [InlineData("/values/r/1?factor=1", "Header value 'X-Days' is not a valid DayOfWeek", "X-Days: Monday, Funday")]
    public async Task A_wrong_value_refuses_the_upgrade_and_is_named_before_any_code_of_the_user_runs(
        string path, string problem, params string[] headers)
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path, headers));

        string head = await peer.ReadHeadAsync();
        string expected = $"400 Bad Request: {problem}";
        Assert.StartsWith("HTTP/1.1 400 ", head, StringComparison.Ordinal);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(await peer.ReadAsync(expected.Length)));
        Assert.False(_calls.Any);
    }

    [Fact]
    public async Task A_value_that_breaks_a_constraint_of_the_pattern_is_on_no_route()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/values/r/x?factor=1"));
        Assert.StartsWith("HTTP/1.1 404 ", await peer.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnClose_is_given_values_user_token_and_services_too()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/values/lobby/1?factor=1");
        Assert.Equal("made", await _calls.NextAsync());
        await peer.SendAsync(ClientFrame.Close());
        Assert.Equal("close lobby alice True True", await _calls.NextAsync());
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(
        build: builder => builder.Services.AddSingleton(_calls),
        use: app => app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], "test"));
            return next(context);
        }));
}
