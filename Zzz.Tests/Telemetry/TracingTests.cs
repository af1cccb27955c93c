using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Telemetry;

/// <summary>The activities of connections on real sockets, as a tracer sees them. The test's own trace distinguishes them from those of other tests.</summary>
public sealed class TracingTests : IAsyncLifetime
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private readonly Calls _calls = new();
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly SemaphoreSlim _changes = new(0);
    private readonly ActivityListener _listener;
    private readonly PauseController.Gate _gate = new();
    private TestApp _app = null!;

    public TracingTests() => _listener = new ActivityListener
    {
        ShouldListenTo = source => source.Name is "Zzz" or "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity =>
        {
            if (!IsOurs(activity)) return;
            _stopped.Enqueue(activity);
            _changes.Release();
        },
    };

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(_listener);
        _app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls).AddSingleton(_gate));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _listener.Dispose();
        _changes.Dispose();
    }

    [Fact]
    public async Task A_connection_is_a_child_of_its_request_and_lasts_until_it_ends()
    {
        using RawPeer peer = await OpenAsync("/echo");
        await peer.SendAsync(ClientFrame.Close(1000));

        Activity connection = await StoppedAsync("connection /echo");
        Assert.Equal(TraceId, connection.TraceId.ToHexString());
        Assert.Equal("Microsoft.AspNetCore", connection.Parent?.Source.Name);
        Assert.Equal("websocket", connection.GetTagItem("network.protocol.name"));
        Assert.Equal("127.0.0.1", connection.GetTagItem("network.peer.address"));
        Assert.Equal(1000, connection.GetTagItem("zzz.close.code"));
        Assert.Equal(ActivityStatusCode.Unset, connection.Status);
    }

    [Fact]
    public async Task A_message_begins_a_trace_of_its_own_that_links_to_the_connection()
    {
        using RawPeer peer = await OpenAsync("/echo");
        await peer.SendAsync([.. ClientFrame.Text("one"), .. ClientFrame.Binary(1, 2), .. ClientFrame.Close(1000)]);

        Activity connection = await StoppedAsync("connection /echo");
        Activity[] messages = [.. _stopped.Where(activity => activity.OperationName == "message /echo")];
        Assert.Equal(2, messages.Length);
        foreach (Activity message in messages)
        {
            Assert.Equal(connection.Context, Assert.Single(message.Links).Context);
            Assert.NotEqual(connection.TraceId, message.TraceId);
            Assert.Equal(default, message.ParentSpanId);
            Assert.Equal(ActivityKind.Server, message.Kind);
            Assert.Equal(connection.GetTagItem("zzz.connection.id"), message.GetTagItem("zzz.connection.id"));
        }

        Assert.Equal(["text", "binary"], messages.Select(message => message.GetTagItem("zzz.kind")));
        Assert.Equal([3, 2], messages.Select(message => message.GetTagItem("zzz.message.size")));
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("throw later")]
    public async Task A_handler_that_throws_marks_the_message_and_the_connection_as_failed(string text)
    {
        using RawPeer peer = await OpenAsync("/record");
        await peer.SendAsync(ClientFrame.Text(text));
        peer.FinishSending();

        Activity connection = await StoppedAsync("connection /record/{name?}");
        Activity message = _stopped.Single(activity => activity.OperationName == "message /record/{name?}");
        Assert.Equal((ActivityStatusCode.Error, "System.InvalidOperationException"), (message.Status, message.GetTagItem("error.type")));
        Assert.Equal("exception", Assert.Single(message.Events).Name);
        Assert.Equal((ActivityStatusCode.Error, "1011"), (connection.Status, connection.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Each_handler_runs_in_its_activity_also_after_it_awaited()
    {
        using RawPeer peer = await OpenAsync("/activity");
        await peer.SendAsync([.. ClientFrame.Text("1"), .. ClientFrame.Text("2"), .. ClientFrame.Close(1000)]);
        string[] calls = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _calls.NextAsync()))];

        Activity connection = await StoppedAsync("connection /activity");
        Activity[] messages = [.. _stopped.Where(activity => activity.OperationName == "message /activity")];
        Assert.Equal(
            [connection.Id, messages[0].Id, messages[0].Id, messages[1].Id, messages[1].Id, connection.Id],
            calls);
    }

    private static bool IsOurs(Activity activity) =>
        activity.TraceId.ToHexString() == TraceId || activity.Links.Any(link => link.Context.TraceId.ToHexString() == TraceId);

    private Task<RawPeer> OpenAsync(string path) => RawPeer.OpenAsync(_app.Port, path, $"traceparent: 00-{TraceId}-b7ad6b7169203331-01");

    private async Task<Activity> StoppedAsync(string name)
    {
        while (true)
        {
            if (_stopped.SingleOrDefault(activity => activity.OperationName == name) is { } found) return found;
            Assert.True(await _changes.WaitAsync(Guard.Limit), $"No {name} within the limit.");
        }
    }
}
