using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Hosting.Lifetime;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Telemetry;

/// <summary>Whichever call to an observer throws, once or always, peers and handlers see the same as without the throw.</summary>
[Collection(nameof(AloneCollection))] // listeners for meters and activities see the whole process
public sealed class ThrowingObserverTests : IDisposable
{
    private readonly ThrowingObserver _observer = new();
    private readonly Calls _calls = new();
    private int _plays;

    public static TheoryData<string> Kinds => ["logger", "meter", "clock", "activities"];

    public void Dispose() => _observer.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_observer_that_throws_at_any_call_changes_nothing(string kind)
    {
        IDisposable? listener = null;
        await using TestApp app = await StartAsync(kind, listening => listener = listening);
        using RawPeer bystander = await RawPeer.OpenAsync(app.Port, "/echo");
        int calls = await _observer.PlayAsync(() => PlayAsync(app, bystander));
        Assert.InRange(calls, 5, 150);
        listener?.Dispose();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_app_starts_and_stops_in_time_whatever_call_of_an_observer_throws(string kind)
    {
        int calls = await _observer.PlayAsync(() => StartAndStopAsync(kind));
        Assert.InRange(calls, 2, 150);
    }

    [Fact]
    public async Task A_listener_to_the_current_activity_that_throws_changes_nothing()
    {
        await using TestApp app = await StartAsync("none", _ => { });
        using RawPeer bystander = await RawPeer.OpenAsync(app.Port, "/echo");
        EventHandler<ActivityChangedEventArgs> onChanged = (_, _) =>
        {
            if (new StackTrace().GetFrames().Any(IsOfZzz)) _observer.Observe();
        };
        Activity.CurrentChanged += onChanged;
        try
        {
            await _observer.PlayAsync(() => PlayAsync(app, bystander));
        }
        finally
        {
            Activity.CurrentChanged -= onChanged;
        }
    }

    private static bool IsOfZzz(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.Assembly == typeof(LiveConnections).Assembly;

    private Task<TestApp> StartAsync(string kind, Action<IDisposable?> listening) => TestApp.StartAsync(
        options =>
        {
            options.TrafficLogSize = 16;
            options.RateLimit = new WsRateLimit { MessagesPerSecond = 1_000_000, Burst = 1_000_000 }; // a rate limit reads the clock
        },
        builder =>
        {
            builder.Services.AddSingleton(_calls);
            listening(_observer.AddTo(builder, kind));
        });

    /// <summary>
    /// Runs connections that the peer closes, that violate the protocol, that are reset, and one whose handler throws, as well as refused requests.
    /// </summary>
    private async Task PlayAsync(TestApp app, RawPeer bystander)
    {
        foreach (byte[] end in (byte[][])[ClientFrame.Close(1000), [.. ClientFrame.Text("throw later"), .. ClientFrame.Close(1011)], [0xFF, 0xFF]])
        {
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
            await peer.SendAsync([.. ClientFrame.Text("x"), .. end]);
            await EndsOnceAsync();
        }

        using (RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record")) peer.Reset();
        await EndsOnceAsync();
        using var http = new HttpClient();
        Assert.Equal(400, (int)(await http.GetAsync(new Uri(app.Address, "/record"), TestContext.Current.CancellationToken).Guarded()).StatusCode);
        using (RawPeer stranger = await RawPeer.ConnectAsync(app.Port))
        {
            await stranger.SendAsync(RawPeer.Handshake("/record", $"Origin: http://{++_plays}.example"));
            Assert.StartsWith("HTTP/1.1 403 ", await stranger.ReadHeadAsync());
        }

        await bystander.SendAsync(ClientFrame.Text("still here"));
        Assert.Equal("still here", (await bystander.ReadFrameAsync()).Text);
        while (app.Services.GetRequiredService<LiveConnections>().All.Length > 1) await Task.Yield();
    }

    private async Task StartAndStopAsync(string kind)
    {
        IDisposable? listener = null;
        await using TestApp app = await StartAsync(kind, listening => listener = listening);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
        Assert.Equal("open", await _calls.NextAsync());
        Task stopping = app.StopAsync();
        Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
        await peer.SendAsync(ClientFrame.Close(1001));
        await stopping;
        await EndsOnceAsync();
        Assert.Empty(app.Services.GetRequiredService<LiveConnections>().All);
        listener?.Dispose();
    }

    private async Task EndsOnceAsync()
    {
        string call;
        int closes = 0;
        do
        {
            call = await _calls.NextAsync();
            if (call.StartsWith("close", StringComparison.OrdinalIgnoreCase)) closes++;
        }
        while (!call.StartsWith("dispose", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, closes);
    }
}
