using System.Text;
using Xunit;

namespace Zzz.Tests.Cluster;

/// <summary>Tests what the broker in memory does when a test breaks it. What it does otherwise, the conformance tests check.</summary>
public sealed class WsTestBackplaneTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);
    private readonly WsTestBackplane _backplane = new();
    private readonly TestHost _oneHost = new("one");
    private readonly TestHost _twoHost = new("two");
    private readonly IBackplane _one;
    private readonly IBackplane _two;

    public WsTestBackplaneTests() => (_one, _two) = (_backplane.NewNode(), _backplane.NewNode());

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_cut_off_receives_nothing_until_it_is_healed()
    {
        await StartAsync();
        _backplane.Cut(_one);
        await Assert.ThrowsAsync<IOException>(async () => await _one.PublishAsync("a", Bytes("lost"), Ended));
        Assert.Equal(1, await _two.PublishAsync("a", Bytes("missed"), Ended));
        await _two.SendAsync("one", Bytes("missed"), Ended);
        _backplane.Heal(_one);
        Assert.Equal(2, await _two.PublishAsync("a", Bytes("hi"), Ended));
        await _backplane.IdleAsync().WaitAsync(Guard, Ended);

        Assert.Equal(["interrupted", "restored", "a: hi"], _oneHost.Told);
        Assert.Equal(["a: missed", "a: hi"], _twoHost.Told);
    }

    [Fact]
    public async Task A_node_that_starts_while_it_is_cut_off_is_interrupted()
    {
        _backplane.Cut(_one);
        await _one.StartAsync(_oneHost, Ended);
        Assert.Equal(["interrupted"], _oneHost.Told);
        _backplane.Heal(_one);
        _backplane.Heal(_one);
        Assert.Equal(["interrupted", "restored"], _oneHost.Told);
    }

    [Fact]
    public async Task Calls_to_a_stalled_broker_wait_and_are_carried_out_in_order_even_if_they_are_cancelled()
    {
        await StartAsync();
        _backplane.Stall();
        using var patience = new CancellationTokenSource();
        Task<int?> first = _one.PublishAsync("a", Bytes("1"), patience.Token).AsTask(), second = _one.PublishAsync("a", Bytes("2"), Ended).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);

        _backplane.Resume();
        Assert.Equal(2, await second.WaitAsync(Guard, Ended));
        await _backplane.IdleAsync().WaitAsync(Guard, Ended);
        Assert.Equal(["a: 1", "a: 2"], _twoHost.Told);
    }

    [Fact]
    public async Task A_node_that_starts_or_heals_while_the_broker_is_stalled_is_restored_when_it_resumes()
    {
        await StartAsync();
        _backplane.Cut(_one);
        _backplane.Stall();
        _backplane.Heal(_one);
        var late = new TestHost("late");
        await _backplane.NewNode().StartAsync(late, Ended);
        Assert.Equal("interrupted", Assert.Single(_oneHost.Told));
        Assert.Equal("interrupted", Assert.Single(late.Told));
        _backplane.Resume();
        Assert.Equal(["interrupted", "restored"], _oneHost.Told);
        Assert.Equal(["interrupted", "restored"], late.Told);
        Assert.Empty(_twoHost.Told);
    }

    [Fact]
    public async Task Calls_that_wait_end_with_their_node()
    {
        await StartAsync();
        _backplane.Stall();
        Task cut = _one.SubscribeAsync("b", Ended).AsTask(), stopped = _two.SubscribeAsync("b", Ended).AsTask();
        _backplane.Cut(_one);
        await Assert.ThrowsAsync<IOException>(() => cut.WaitAsync(Guard, Ended));
        await _two.StopAsync(Ended);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stopped.WaitAsync(Guard, Ended));
    }

    [Fact]
    public async Task A_dropped_message_is_in_the_log()
    {
        await StartAsync();
        _backplane.DropNext("a", _one);
        await AppendAsync("a", "1", "2");
        _backplane.DropNext("a");
        await AppendAsync("a", "3", "4");
        await _backplane.IdleAsync().WaitAsync(Guard, Ended);

        Assert.Equal(["a: 2 at 2", "a: 4 at 4"], _oneHost.Told);
        Assert.Equal(["a: 1 at 1", "a: 2 at 2", "a: 4 at 4"], _twoHost.Told);
        Assert.Equal("1 2 3 4", await LogAsync("a"));
    }

    [Fact]
    public async Task A_call_whose_answer_is_lost_is_carried_out()
    {
        await StartAsync();
        _backplane.LoseNextAnswer("a");
        BackplaneAppend append = Append("1");
        await Assert.ThrowsAsync<IOException>(async () => await Log.AppendAsync("a", append, Ended));
        Assert.Equal(1, (await Log.AppendAsync("a", append with { IsRetry = true }, Ended)).Last.Offset);
        Assert.Equal("1", await LogAsync("a"));
    }

    [Fact]
    public async Task Lost_logs_begin_new_epochs()
    {
        await StartAsync();
        TopicPosition before = await AppendAsync("a", "1");
        _backplane.LoseLog();
        TopicPosition after = await AppendAsync("a", "2");
        Assert.Equal(1, after.Offset);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Equal("2", await LogAsync("a"));
    }

    [Fact]
    public async Task A_log_that_was_rewound_uses_offsets_again_unless_a_node_knows_better()
    {
        await StartAsync();
        TopicPosition known = await AppendAsync("a", "1", "2", "3");
        _backplane.Rewind("a", 1);
        Assert.Equal("1", await LogAsync("a"));
        Assert.Equal(known with { Offset = 2 }, await AppendAsync("a", "2b"));

        TopicPosition last = (await Log.AppendAsync("a", Append("4") with { Known = known }, Ended)).Last;
        Assert.NotEqual(known.Epoch, last.Epoch);
        Assert.Equal("4", await LogAsync("a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _backplane.Rewind("a", 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _backplane.Rewind("a", -1));
    }

    [Fact]
    public async Task Idle_waits_for_what_hosts_send_while_they_receive()
    {
        _oneHost.OnReceived = (topic, message) =>
        {
            if (message.Length < 100) _ = _one.PublishAsync(topic, Bytes(new string('x', message.Length + 1)), Ended).AsTask();
        };
        await StartAsync();
        await _one.PublishAsync("a", Bytes("x"), Ended);
        await _backplane.IdleAsync().WaitAsync(Guard, Ended);
        Assert.Equal(100, _twoHost.Told.Length);
    }

    [Fact]
    public async Task Idle_tells_of_a_host_that_throws()
    {
        _oneHost.OnReceived = (_, _) => throw new NotSupportedException("no");
        await StartAsync();
        await _two.PublishAsync("a", Bytes("hi"), Ended);
        AggregateException failure = await Assert.ThrowsAsync<AggregateException>(() => _backplane.IdleAsync().WaitAsync(Guard, Ended));
        Assert.IsType<NotSupportedException>(Assert.Single(failure.InnerExceptions));
    }

    [Fact]
    public async Task Memory_that_a_host_keeps_is_overwritten()
    {
        ReadOnlyMemory<byte> kept = default;
        _oneHost.OnReceived = (_, message) => kept = message;
        await StartAsync();
        await _two.PublishAsync("a", Bytes("hi"), Ended);
        await _backplane.IdleAsync().WaitAsync(Guard, Ended);
        Assert.NotEqual("hi", Encoding.UTF8.GetString(kept.Span));
    }

    [Fact]
    public async Task A_broker_may_have_no_log_and_no_count()
    {
        var plain = new WsTestBackplane { HasLog = false, CountsNodes = false };
        IBackplane node = plain.NewNode();
        Assert.False(node is IBackplaneLog);
        await node.StartAsync(_oneHost, Ended);
        await node.SubscribeAsync("a", Ended);
        Assert.Null(await node.PublishAsync("a", Bytes("hi"), Ended));
        Assert.Throws<ArgumentException>(() => _backplane.Cut(node));
    }

    private IBackplaneLog Log => (IBackplaneLog)_two;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static BackplaneAppend Append(params string[] messages) => new(
        [.. messages.Select(message => new ReadOnlyMemory<byte>(Bytes(message)))], Guid.NewGuid().ToString("N"), false, null, 100, 1000, TimeSpan.FromMinutes(5));

    private async Task StartAsync()
    {
        await _one.StartAsync(_oneHost, Ended);
        await _two.StartAsync(_twoHost, Ended);
        await _one.SubscribeAsync("a", Ended);
        await _two.SubscribeAsync("a", Ended);
    }

    private async Task<TopicPosition> AppendAsync(string topic, params string[] messages) => (await Log.AppendAsync(topic, Append(messages), Ended)).Last;

    private async Task<string> LogAsync(string topic) =>
        string.Join(' ', (await Log.ReadAsync(topic, null, 100, Ended)).Messages!.Select(message => Encoding.UTF8.GetString(message.Span)));
}
