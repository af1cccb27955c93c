using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;
using Zzz.Tests.Channels;

namespace Zzz.Tests.Generators.Guards;

/// <summary>Guards are kept or refused: each either guards real connections as ASP.NET Core guards its own endpoints, or fails the build.</summary>
public class GuardTests
{
    private static readonly GuardCase[] Kept = [.. GuardTable.Cases.Where(guarded => !guarded.IsError)];

    [Fact]
    public async Task On_a_route_it_judges_the_request_as_that_of_an_endpoint()
    {
        await using GuardedApp app = await StartAsync();
        GuardCase[] cases = [.. Kept.Where(guarded => guarded.Cell == "the request")];
        List<string> expected = [], actual = [];
        foreach (GuardCase guarded in cases)
        {
            foreach (GuardUser user in GuardUser.All)
            {
                expected.Add($"{guarded}: {user.Name} {await app.AskEndpointAsync(guarded, user)}");
                actual.Add($"{guarded}: {user.Name} {await app.AskRouteAsync(guarded, user)}");
            }
        }

        Assert.Equal(expected, actual);
        Assert.All(["200", "401", "403", "404", "429"], status => Assert.Contains(expected, line => line.EndsWith(status, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("the join", "phx_join")]
    [InlineData("the event", "e")]
    public async Task In_a_channel_it_judges_as_of_an_endpoint(string cell, string eventName)
    {
        await using GuardedApp app = await StartAsync();
        List<string> expected = [], actual = [];
        foreach (GuardUser user in GuardUser.All)
        {
            using ChannelTestPeer peer = await app.ConnectAsync(user);
            foreach (GuardCase guarded in Kept.Where(guarded => guarded.Cell == cell && guarded.Kind == GuardTable.Kinds[0]))
            {
                expected.Add($"{guarded}: {user.Name} {await app.AskEndpointAsync(guarded, user) == 200}");
                actual.Add($"{guarded}: {user.Name} {await AskAsync(peer, guarded, eventName)}");
            }
        }

        Assert.Equal(expected, actual);
        Assert.Contains(expected, line => line.EndsWith("True", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.EndsWith("False", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_of_events_counts_them()
    {
        await using GuardedApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync(GuardUser.All[0]);
        foreach (GuardCase guarded in Kept.Where(guarded => guarded.Attribute.StartsWith("[RateLimit", StringComparison.Ordinal)))
        {
            Assert.True(await AskAsync(peer, guarded, "phx_join"), $"{guarded}");
            Assert.True(await SendAsync(peer, guarded, "e"), $"{guarded}");
            Assert.False(await SendAsync(peer, guarded, "e"), $"{guarded}");
        }
    }

    [Fact]
    public async Task Anywhere_else_it_fails_the_build()
    {
        GuardCase[] cases = [.. GuardTable.Cases.Where(guarded => !guarded.Place.IsEverywhere)];
        await FailsAsync(cases, [GuardTable.Attributes, .. GuardTable.Cases.Select(guarded => guarded.Place.IsEverywhere ? "" : guarded.Source)]);
    }

    [Fact]
    public async Task On_an_assembly_it_fails_the_build()
    {
        foreach (GuardCase guarded in GuardTable.Cases.Where(guarded => guarded.Place.IsEverywhere))
            await FailsAsync([guarded], [GuardTable.Attributes, .. Enumerable.Repeat("", guarded.Number - 2), guarded.Source]);
    }

    [Fact]
    public void The_guide_shows_the_table() =>
        Assert.Contains(GuardTable.Rendered, File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md")), StringComparison.Ordinal);

    private static async Task FailsAsync(GuardCase[] cases, string[] sources)
    {
        GeneratorRun run = GeneratorRun.Unchecked(UserProject.Of(sources));
        ImmutableArray<Diagnostic> diagnostics = await Diagnosis.All(run.Output);
        Assert.DoesNotContain(UserProject.Errors(run.Output), error => error.Contains("CS0592", StringComparison.Ordinal));
        ILookup<int, string> found = diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("ZZZ10", StringComparison.Ordinal))
            .ToLookup(FileOf, diagnostic => $"{diagnostic.Id} {diagnostic.Severity}");

        Assert.Equal(
            cases.Select(guarded => $"{guarded}: {(guarded.IsError ? $"{guarded.Cell.Replace(",", " Error,", StringComparison.Ordinal)} Error" : "")}"),
            cases.Select(guarded => $"{guarded}: {string.Join(", ", found[guarded.Number].Distinct().Order())}"));
        string map = run.Endpoints.Values.Single();
        Assert.All(cases, guarded => Assert.Equal(
            guarded is { IsError: false, Cell: "the request" }, map.Contains($"C{guarded.Number}Session", StringComparison.Ordinal)));
    }

    private static Task<GuardedApp> StartAsync()
    {
        IEnumerable<string> channels = Kept.Where(guarded => guarded.Cell != "the request").Select(guarded => $"typeof(C{guarded.Number})");
        return GuardedApp.StartAsync(
            Kept,
            [
                GuardTable.Attributes,
                $"[ChannelRoute(\"/socket\", {string.Join(", ", channels)})] public class AllSocket {{ public static void Configure(WsOptions options) => options.Channels.MaxTopicsPerConnection = 1000; }}",
                .. Kept.Select(guarded => guarded.Source),
            ]);
    }

    private static async Task<bool> AskAsync(ChannelTestPeer peer, GuardCase guarded, string eventName)
    {
        bool isIn = await SendAsync(peer, guarded, "phx_join");
        return eventName == "phx_join" ? isIn : isIn && await SendAsync(peer, guarded, eventName);
    }

    /// <summary>Sends an event, and returns whether the reply is ok.</summary>
    private static async Task<bool> SendAsync(ChannelTestPeer peer, GuardCase guarded, string eventName)
    {
        await peer.SendAsync("1", "1", $"t{guarded.Number}", eventName);
        return (await peer.Raw.ReadFrameAsync()).Text.Contains("\"ok\"", StringComparison.Ordinal);
    }

    private static int FileOf(Diagnostic diagnostic) => int.Parse(
        diagnostic.Location.SourceTree!.FilePath["File".Length..^".cs".Length], CultureInfo.InvariantCulture);
}
