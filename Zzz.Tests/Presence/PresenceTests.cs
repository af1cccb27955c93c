using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;
using static Zzz.Tests.Presence.PresenceWire;

namespace Zzz.Tests.Presence;

/// <summary>Tests presence as clients see it, over real sockets.</summary>
public class PresenceTests
{
    [Fact]
    public async Task Who_is_tracked_in_OnJoin_gets_the_state_after_the_reply_and_is_announced()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ExpectDiffAsync(ann, joins: Metas("ann", "n.1"));
    }

    [Fact]
    public async Task Everybody_hears_who_comes_and_who_goes()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await JoinedAsync(app, "ann", "n.1");
        using ChannelTestPeer bob = await app.JoinAsync("bob");
        await ExpectStateAsync(bob, Metas("ann", "n.1"));
        await ExpectDiffAsync(bob, joins: Metas("bob", "n.2"));
        await ExpectDiffAsync(ann, joins: Metas("bob", "n.2"));

        bob.Raw.Reset();
        await ExpectDiffAsync(ann, leaves: Metas("bob", "n.2"));
    }

    [Theory]
    [InlineData("phx_leave")]
    [InlineData("crash")]
    public async Task Whose_topic_ends_is_untracked(string eventName)
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await JoinedAsync(app, "ann", "n.1");
        using ChannelTestPeer bob = await app.JoinAsync("bob");
        await ExpectDiffAsync(ann, joins: Metas("bob", "n.2"));
        await bob.SendAsync("1", "2", "room:1", eventName);
        await ExpectDiffAsync(ann, leaves: Metas("bob", "n.2"));
        Assert.Equal(["ann"], app.Presence.List<Text>("room:1").Keys);
    }

    [Fact]
    public async Task A_client_that_leaves_and_joins_again_is_a_new_meta()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer watcher = await WatcherAsync(app, Nobody);
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectDiffAsync(watcher, joins: Metas("ann", "n.1"));
        await ann.SendAsync("1", null, "room:1", "phx_leave");
        await ExpectDiffAsync(watcher, leaves: Metas("ann", "n.1"));
        await ann.SendAsync("2", "2", "room:1", "phx_join", """{"body":"ann"}""");
        await ExpectDiffAsync(watcher, joins: Metas("ann", "n.2"));
    }

    [Fact]
    public async Task A_key_has_a_meta_for_each_of_its_sockets()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer tab = await JoinedAsync(app, "ann", "n.1");
        ChannelTestPeer other = await app.JoinAsync("ann");
        await ExpectDiffAsync(tab, joins: Metas("ann", "n.2"));
        using ChannelTestPeer watcher = await WatcherAsync(app, Metas("ann", "n.1", "n.2"));
        Assert.Equal([new Text("here"), new Text("here")], app.Presence.List<Text>("room:1")["ann"]);

        other.Dispose();
        await ExpectDiffAsync(watcher, leaves: Metas("ann", "n.2"));
        Assert.Single(app.Presence.List<Text>("room:1")["ann"]);
    }

    [Fact]
    public async Task An_update_is_a_leave_and_a_join_in_one_diff()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await JoinedAsync(app, "ann", "n.1");
        await ann.SendAsync("1", null, "room:1", "away", """{"body":"ann"}""");
        await ExpectDiffAsync(
            ann,
            joins: """{"ann":{"metas":[{"phx_ref":"n.2","phx_ref_prev":"n.1","body":"away"}]}}""",
            leaves: Metas("ann", "n.1"));
    }

    [Fact]
    public async Task An_update_of_a_key_that_is_not_tracked_does_nothing()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await JoinedAsync(app, "ann", "n.1");
        await ann.SendAsync("1", null, "room:1", "away", """{"body":"bob"}""");
        await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"bob"}""");
        await ann.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_second_key_is_announced_without_another_state_and_ends_alone()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer ann = await JoinedAsync(app, "ann", "n.1");
        await ann.SendAsync("1", null, "room:1", "track", """{"body":"car"}""");
        await ExpectDiffAsync(ann, joins: """{"car":{"metas":[{"phx_ref":"n.2","body":"too"}]}}""");
        await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"car"}""");
        await ExpectDiffAsync(ann, leaves: """{"car":{"metas":[{"phx_ref":"n.2","body":"too"}]}}""");
        Assert.Equal(["ann"], app.Presence.List<Text>("room:1").Keys);
    }

    [Fact]
    public async Task Who_is_refused_is_not_tracked()
    {
        await using PresenceApp app = await PresenceApp.StartAsync();
        using ChannelTestPeer watcher = await WatcherAsync(app, Nobody);
        using ChannelTestPeer refused = await app.ConnectAsync();
        await refused.SendAsync("1", "1", "room:1", "phx_join", """{"body":"refused"}""");
        await refused.ExpectErrorAsync("1", "1", "room:1", "no");
        await refused.ExpectNothingAsync();
        await watcher.ExpectNothingAsync();
        Assert.Empty(app.Presence.List<Text>("room:1"));
    }

    [Fact]
    public async Task A_meta_that_is_no_object_is_the_callers_mistake()
    {
        var socket = new TaskCompletionSource<ChannelSocket>();
        await using ChannelApp app = await ChannelApp.StartAsync(Showing(socket));
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        IPresence presence = app.Services.GetRequiredService<IPresence>();
        ChannelSocket ann = await socket.Task;
        Assert.Equal("meta", Assert.Throws<ArgumentException>(() => presence.Track(ann, "ann", "a string")).ParamName);
#pragma warning disable ZZZ4003 // The test needs a type that no context lists.
        Assert.Throws<InvalidOperationException>(() => presence.Track(ann, "ann", new PresenceTests()));
#pragma warning restore ZZZ4003
        await peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_key_or_a_meta_that_is_too_long_is_refused_where_it_is_given()
    {
        const int MetaBesidesBody = 11; // {"body":""}
        var socket = new TaskCompletionSource<ChannelSocket>();
        await using ChannelApp app = await ChannelApp.StartAsync(Showing(socket));
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        IPresence presence = app.Services.GetRequiredService<IPresence>();
        ChannelSocket ann = await socket.Task;
        var longest = new Text(new string('m', (64 * 1024) - MetaBesidesBody));
        var tooLong = new Text(longest.Body + "m");

        Assert.Equal("key", Assert.Throws<ArgumentException>(() => presence.Track(ann, new string('é', 512) + "k", longest)).ParamName);
        Assert.Equal("meta", Assert.Throws<ArgumentException>(() => presence.Track(ann, "ann", tooLong)).ParamName);
        Assert.Equal("meta", Assert.Throws<ArgumentException>(() => presence.Update(ann, "ann", tooLong)).ParamName);
        await peer.ExpectNothingAsync();
        presence.Track(ann, new string('é', 512), longest);
        Assert.Equal([longest], Assert.Single(presence.List<Text>("room:1")).Value);
    }

    [Fact]
    public async Task A_socket_that_left_is_not_tracked_any_more()
    {
        var socket = new TaskCompletionSource<ChannelSocket>();
        await using ChannelApp app = await ChannelApp.StartAsync(Showing(socket));
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "phx_leave");
        await peer.ExpectOkAsync("1", "2", "room:1");

        IPresence presence = app.Services.GetRequiredService<IPresence>();
        presence.Track(await socket.Task, "ann", new Text("late"));
        Assert.Empty(presence.List<Text>("room:1"));
    }

    [Fact]
    public async Task A_fetcher_adds_details_of_all_keys_at_once()
    {
        var fetcher = new ScriptedFetcher();
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ExpectDiffAsync(ann, joins: """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
        using ChannelTestPeer bob = await app.JoinAsync("bob");
        await ExpectStateAsync(bob, """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
    }

    [Fact]
    public async Task A_fetcher_that_takes_its_time_keeps_the_order()
    {
        var fetcher = new ScriptedFetcher { Wait = new TaskCompletionSource() };
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ann.SendAsync("1", "2", "room:1", "untrack", """{"body":"ann"}""");
        await ann.ExpectNothingAsync();
        fetcher.Wait.SetResult();
        await ExpectDiffAsync(ann, joins: """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
        await ExpectDiffAsync(ann, leaves: """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
    }

    [Fact]
    public async Task What_comes_and_goes_while_a_fetcher_thinks_is_told_as_one_difference()
    {
        var fetcher = new ScriptedFetcher { Wait = new TaskCompletionSource() };
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        for (int i = 0; i < 20; i++)
        {
            await ann.SendAsync("1", null, "room:1", "track", """{"body":"car"}""");
            await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"car"}""");
        }

        await ann.SendAsync("1", null, "room:1", "track", """{"body":"dog"}""");
        await ann.ExpectNothingAsync();
        fetcher.Wait.SetResult();
        await ExpectDiffAsync(ann, joins: """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
        await ExpectDiffAsync(ann, joins: """{"dog":{"metas":[{"phx_ref":"n.16","body":"too"}],"name":"DOG"}}""");
        Assert.Equal(2, fetcher.Calls);
    }

    [Fact]
    public async Task A_fetcher_that_does_not_answer_in_time_is_done_without_until_it_answers()
    {
        var time = new FakeTimeProvider();
        var fetcher = new ScriptedFetcher { Wait = new TaskCompletionSource() };
        await using PresenceApp app = await PresenceApp.StartAsync(
            services: services => services.AddSingleton<IPresenceFetcher>(fetcher).AddSingleton<TimeProvider>(time));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"ann"}""");
        time.Advance(TimeSpan.FromSeconds(9));
        await ann.ExpectNothingAsync();
        Task given = ExpectDiffAsync(ann, joins: Metas("ann", "n.1"));
        while (!given.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1)); // the wait may only begin now
            await Task.WhenAny(given, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        await given;
        await ExpectDiffAsync(ann, leaves: Metas("ann", "n.1"));
        await fetcher.GivenUp.Task.Guarded();

        await ann.SendAsync("1", null, "room:1", "track", """{"body":"car"}"""); // no client is waiting any more
        await ExpectDiffAsync(ann, joins: """{"car":{"metas":[{"phx_ref":"n.2","body":"too"}]}}""");
        Assert.Equal(1, fetcher.Calls);

        fetcher.Wait.SetResult();
        await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"car"}""");
        await ExpectDiffAsync(ann, leaves: """{"car":{"metas":[{"phx_ref":"n.2","body":"too"}],"name":"CAR"}}""");
    }

    [Fact]
    public async Task What_waits_behind_a_slow_fetcher_waits_no_longer_than_the_time_it_has()
    {
        var time = new TimersProvider();
        var fetcher = new ScriptedFetcher { Wait = new TaskCompletionSource() };
        await using PresenceApp app = await PresenceApp.StartAsync(
            services: services => services.AddSingleton<IPresenceFetcher>(fetcher).AddSingleton<TimeProvider>(time));
        Task six = time.CreatedAsync(TimeSpan.FromSeconds(6));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        time.Advance(TimeSpan.FromSeconds(5));
        await ann.SendAsync("1", null, "room:1", "untrack", """{"body":"ann"}""");
        await ann.ExpectNothingAsync();
        TaskCompletionSource first = fetcher.Wait;
        fetcher.Wait = new TaskCompletionSource();
        time.Advance(TimeSpan.FromSeconds(4));
        first.SetResult();
        await ExpectDiffAsync(ann, joins: """{"ann":{"metas":[{"phx_ref":"n.1","body":"here"}],"name":"ANN"}}""");
        await six.Guarded(); // what waited has six of its ten seconds left
        time.Advance(TimeSpan.FromSeconds(6));
        await ExpectDiffAsync(ann, leaves: Metas("ann", "n.1"));
    }

    [Fact]
    public async Task A_fetcher_that_fails_is_done_without()
    {
        var fetcher = new ScriptedFetcher { Fails = true };
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ExpectDiffAsync(ann, joins: Metas("ann", "n.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("1")]
    public async Task A_fetcher_whose_details_are_no_objects_is_done_without(string? details)
    {
        var fetcher = new ScriptedFetcher { Details = _ => details is null ? default : JsonElement.Parse(details) };
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ExpectDiffAsync(ann, joins: Metas("ann", "n.1"));
    }

    [Fact]
    public async Task A_fetcher_that_answers_nothing_is_done_without()
    {
        var fetcher = new ScriptedFetcher { AnswersNothing = true };
        await using PresenceApp app = await PresenceApp.StartAsync(services: services => services.AddSingleton<IPresenceFetcher>(fetcher));
        using ChannelTestPeer ann = await app.JoinAsync("ann");
        await ExpectStateAsync(ann, Nobody);
        await ExpectDiffAsync(ann, joins: Metas("ann", "n.1"));
    }

    /// <summary>Creates a channel that passes the socket of its first client to the test.</summary>
    private static ChannelScript Showing(TaskCompletionSource<ChannelSocket> socket) => new()
    {
        Joins = (joined, _) =>
        {
            socket.SetResult(joined);
            return new(JoinResult.Ok());
        },
    };

    /// <summary>A clock that a test moves, and that tells the test when a timer has been created.</summary>
    private sealed class TimersProvider : FakeTimeProvider
    {
        private readonly TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TimeSpan _awaited;

        public Task CreatedAsync(TimeSpan dueTime)
        {
            _awaited = dueTime;
            return _created.Task;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == _awaited) _created.TrySetResult();
            return timer;
        }
    }

    private sealed class ScriptedFetcher : IPresenceFetcher
    {
        public bool Fails { get; init; }

        public bool AnswersNothing { get; init; }

        public Func<string, JsonElement> Details { get; init; } = key => JsonElement.Parse($$"""{"name":"{{key.ToUpperInvariant()}}"}""");

        public TaskCompletionSource? Wait { get; set; }

        public int Calls { get; private set; }

        public TaskCompletionSource GivenUp { get; } = new();

        public async ValueTask<IReadOnlyDictionary<string, JsonElement>> FetchAsync(
            string topic, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
        {
            Calls++;
            await using CancellationTokenRegistration _ = cancellationToken.Register(GivenUp.SetResult);
            if (Wait is not null) await Wait.Task;
            if (Fails) throw new InvalidOperationException("no database");
            return AnswersNothing ? null! : keys.ToDictionary(key => key, Details);
        }
    }
}
