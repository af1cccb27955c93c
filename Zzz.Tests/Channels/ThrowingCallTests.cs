using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Channels.Members;
using Zzz.CompilerServices;
using Zzz.Hosting.Lifetime;
using Zzz.Tests.Peers;
using Zzz.Tests.Telemetry;

namespace Zzz.Tests.Channels;

/// <summary>
/// Whichever call that channels and presence make throws an exception, once or always, nothing is left behind, and other clients notice nothing.
/// </summary>
[Collection(nameof(AloneCollection))] // listeners for meters and activities see the whole process
public sealed class ThrowingCallTests : IDisposable
{
    private readonly ThrowingObserver _observer = new();
    private readonly ChannelScript _room;
    private IPresence _presence = null!;

    public ThrowingCallTests()
    {
        _room = new ChannelScript
        {
            Joins = (socket, join) =>
            {
                _presence.Track(socket, join.Json<Text>().Body, new Text("here"));
                return new(JoinResult.Ok());
            },
        };
        _room.On("say", (socket, message) => socket.Broadcast("said", message.Json<Text>()));
        _room.On("crash", (_, _) => throw new NotSupportedException("on purpose"));
    }

    public void Dispose() => _observer.Dispose();

    [Theory, MemberData(nameof(ThrowingObserverTests.Kinds), MemberType = typeof(ThrowingObserverTests))]
    public async Task An_observer_that_throws_changes_nothing_in_channels_and_presence(string kind)
    {
        IDisposable? listener = null;
        await using TestApp app = await StartAsync(kind, listening => listener = listening);
        using ChannelTestPeer bystander = await JoinAsync(app, "room:2", "bystander");
        await ReadUntilAsync(bystander, "presence_diff");
        int calls = await _observer.PlayAsync(() => PlayAsync(app, bystander));
        Assert.InRange(calls, 2, 150);
        listener?.Dispose();
    }

    [Fact]
    public async Task A_fetcher_that_throws_at_any_call_costs_its_details_alone()
    {
        await using TestApp app = await StartAsync("fetcher", _ => { });
        using ChannelTestPeer bystander = await JoinAsync(app, "room:2", "bystander");
        await ReadUntilAsync(bystander, "presence_diff");
        int calls = await _observer.PlayAsync(() => PlayAsync(app, bystander));
        Assert.InRange(calls, 6, 150);
    }

    [Fact]
    public async Task A_backplane_that_throws_at_any_call_changes_nothing_on_its_node()
    {
        int calls = await _observer.PlayAsync(async () =>
        {
            await using TestApp app = await StartAsync("backplane", _ => { });
            using ChannelTestPeer bystander = await JoinAsync(app, "room:2", "bystander");
            await ReadUntilAsync(bystander, "presence_diff");
            await PlayAsync(app, bystander);
            bystander.Dispose();
            Assert.Equal("leave room:2", await _room.NextAsync());
            Assert.Equal("dispose", await _room.NextAsync());
            await app.StopAsync();
        });
        Assert.InRange(calls, 12, 150);
    }

    private Task<TestApp> StartAsync(string kind, Action<IDisposable?> listening) => StartedAsync(TestApp.StartAsync(
        options => options.TrafficLogSize = 16,
        builder =>
        {
            listening(_observer.AddTo(builder, kind));
            if (kind == "fetcher") builder.Services.AddSingleton<IPresenceFetcher>(new Fetcher(_observer));
            if (kind == "backplane") builder.Services.AddSingleton<IBackplane>(new Backplane(_observer));
        },
        app => new WsEndpoints(app, [ChannelJson.Default]).MapChannels("ScriptedSocket", "/socket", ScriptedSocket.Create, [_room.Definition])));

    private async Task<TestApp> StartedAsync(Task<TestApp> starting)
    {
        TestApp app = await starting;
        _presence = app.Services.GetRequiredService<IPresence>();
        return app;
    }

    /// <summary>Runs three clients in one room: one fails and comes back, one is reset, and one leaves.</summary>
    private async Task PlayAsync(TestApp app, ChannelTestPeer bystander)
    {
        while (_room.Rest().Any())
        {
        }

        using ChannelTestPeer ann = await JoinAsync(app, "room:1", "ann"), bob = await JoinAsync(app, "room:1", "bob");
        await ReadUntilAsync(ann, "presence_state");
        await ReadUntilAsync(bob, "presence_state");
        await ann.SendAsync("1", "2", "room:1", "say", """{"body":"hello"}""");
        await ReadUntilAsync(bob, "hello");
        await ann.SendAsync("1", "3", "room:1", "crash");
        await ReadUntilAsync(ann, "phx_error");
        await ann.SendAsync("4", "4", "room:1", "phx_join", """{"body":"ann"}""");
        await ReadUntilAsync(ann, "presence_state");
        bob.Raw.Reset();
        await ReadUntilAsync(ann, "leaves\":{\"bob");
        await ann.SendAsync("4", "5", "room:1", "phx_leave");
        await ReadUntilAsync(ann, "phx_close");
        await ann.Raw.SendAsync(ClientFrame.Close(1000));
        await ann.Raw.ReadToEndAsync();

        await bystander.SendAsync("1", "2", "room:2", "say", """{"body":"still here"}""");
        await ReadUntilAsync(bystander, "still here");
        string[] calls = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => _room.NextAsync()));
        Assert.Equal((3, 3, 3), (calls.Count(call => call == "join room:1"), calls.Count(call => call == "leave room:1"), calls.Count(call => call == "dispose")));
        while (app.Services.GetRequiredService<LiveConnections>().All.Length > 1) await Task.Yield();
        Assert.Equal((1, 0), (app.Services.GetRequiredService<ChannelHub>().TopicCount, _presence.List<Text>("room:1").Count));
    }

    private static async Task<ChannelTestPeer> JoinAsync(TestApp app, string topic, string key)
    {
        ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(app.Port, "V2", "");
        await peer.SendAsync("1", "1", topic, "phx_join", $$"""{"body":"{{key}}"}""");
        await ReadUntilAsync(peer, "phx_reply");
        return peer;
    }

    private static async Task ReadUntilAsync(ChannelTestPeer peer, string text)
    {
        while (!(await peer.Raw.ReadFrameAsync()).Text.Contains(text, StringComparison.Ordinal))
        {
        }
    }

    /// <summary>A fetcher that throws when it is called, or later, when its turn comes.</summary>
    private sealed class Fetcher(ThrowingObserver observer) : IPresenceFetcher
    {
        public ValueTask<IReadOnlyDictionary<string, JsonElement>> FetchAsync(
            string topic, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
        {
            observer.Observe();
            return LaterAsync(keys);
        }

        private async ValueTask<IReadOnlyDictionary<string, JsonElement>> LaterAsync(IReadOnlyCollection<string> keys)
        {
            await Task.Yield();
            observer.Observe();
            return keys.ToDictionary(key => key, _ => JsonElement.Parse("{}"));
        }
    }

    /// <summary>A backplane without other nodes. Each of its calls but the first throws when its turn comes, at once or later.</summary>
    private sealed class Backplane(ThrowingObserver observer) : IBackplane
    {
        private IBackplaneHost? _host;

        public ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
        {
            _host = host;
            return default;
        }

        public async ValueTask StopAsync(CancellationToken cancellationToken)
        {
            observer.Observe();
            await Task.Yield();
            observer.Observe();
        }

        public async ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            observer.Observe();
            _host!.Received(topic, "nothing that another node says"u8.ToArray(), position: null);
            cancellationToken.Register(observer.Observe);
            await Task.Yield();
            observer.Observe();
        }

        public async ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken)
        {
            observer.Observe();
            await Task.Yield();
            observer.Observe();
        }

        public ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            observer.Observe();
            return new ValueTask<int?>(new Publishing(observer), token: 0);
        }

        public ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            observer.Observe();
            return default;
        }
    }

    /// <summary>A task that has completed, but may throw when it is queried.</summary>
    private sealed class Publishing(ThrowingObserver observer) : System.Threading.Tasks.Sources.IValueTaskSource<int?>
    {
        public int? GetResult(short token)
        {
            observer.Observe();
            return null;
        }

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token)
        {
            observer.Observe();
            return System.Threading.Tasks.Sources.ValueTaskSourceStatus.Succeeded;
        }

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags) =>
            continuation(state);
    }
}
