using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Hosting.Lifetime;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Telemetry;

/// <summary>Whatever call of an observer throws, once or always, peers and handlers see what they see without it.</summary>
public sealed class ThrowingObserverTests
{
    [Theory]
    [InlineData("logger")]
    [InlineData("meter")]
    [InlineData("clock")]
    public async Task An_observer_that_throws_at_any_call_changes_nothing(string kind)
    {
        var observer = new ThrowingObserver();
        var calls = new Calls();
        await using TestApp app = await TestApp.StartAsync(
            options => options.TrafficLogSize = 16,
            builder => Observe(builder, kind, observer, calls));
        using System.Diagnostics.Metrics.MeterListener? listener = kind == "meter" ? observer.Listen(app.Services) : null;
        using RawPeer bystander = await RawPeer.OpenAsync(app.Port, "/echo");

        observer.Restart(throwsAt: 0);
        await PlayAsync(app, calls, bystander);
        int last = Math.Min(observer.Calls + 2, 60);
        Assert.InRange(last, kind == "clock" ? 2 : 5, 60); // deadlines count turns of the wheel, and read no clock
        foreach (int call in Enumerable.Range(1, last).Append(-1))
        {
            observer.Restart(call);
            await PlayAsync(app, calls, bystander);
        }

        observer.Restart(throwsAt: 0);
    }

    private static void Observe(WebApplicationBuilder builder, string kind, ThrowingObserver observer, Calls calls)
    {
        builder.Services.AddSingleton(calls);
        if (kind == "logger") builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(observer);
        if (kind == "clock") builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(observer));
    }

    /// <summary>A connection that the peer closes, one that breaks the protocol, one that is reset and a request that is refused.</summary>
    private static async Task PlayAsync(TestApp app, Calls calls, RawPeer bystander)
    {
        foreach (byte[] end in (byte[][])[ClientFrame.Close(1000), [0xFF, 0xFF]])
        {
            using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
            await peer.SendAsync([.. ClientFrame.Text("x"), .. end]);
            await EndsOnceAsync(calls);
        }

        using (RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record")) peer.Reset();
        await EndsOnceAsync(calls);
        using var http = new HttpClient();
        Assert.Equal(400, (int)(await http.GetAsync(new Uri(app.Address, "/record"), TestContext.Current.CancellationToken).Guarded()).StatusCode);

        await bystander.SendAsync(ClientFrame.Text("still here"));
        Assert.Equal("still here", (await bystander.ReadFrameAsync()).Text);
        while (app.Services.GetRequiredService<LiveConnections>().All.Length > 1) await Task.Yield();
    }

    private static async Task EndsOnceAsync(Calls calls)
    {
        string call;
        int closes = 0;
        do
        {
            call = await calls.NextAsync();
            if (call.StartsWith("close", StringComparison.OrdinalIgnoreCase)) closes++;
        }
        while (!call.StartsWith("dispose", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, closes);
    }
}
