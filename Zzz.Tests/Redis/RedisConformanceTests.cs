using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Runs the conformance cases on a server.</summary>
public sealed class RedisConformanceTests(RedisServer server) : RedisTests(server), IAsyncDisposable
{
    private readonly List<ServiceProvider> _nodes = [];

    public static TheoryData<string> Names => [.. BackplaneConformance.Cases().Select(one => one.Name)];

    public static TheoryData<string> NamesWithoutLog => [.. BackplaneConformance.Cases(log: false, interrupts: false).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Redis_passes(string name) => RunAsync(name, history: true);

    [Theory]
    [MemberData(nameof(NamesWithoutLog))]
    public Task Redis_without_history_passes(string name) => RunAsync(name, history: false);

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider node in _nodes) await node.DisposeAsync();
    }

    private Task RunAsync(string name, bool history) => BackplaneConformance.Cases().Single(one => one.Name == name)
        .RunAsync(new BackplaneUnderTest(() => new(NewNode(history))) { Interrupt = _ => Server.KillAsync("pubsub") });

    private IBackplane NewNode(bool history)
    {
        ServiceProvider node = new ServiceCollection()
            .AddZzzRedis(Server.Address, options => (options.Prefix, options.History) = (Prefix, history))
            .BuildServiceProvider();
        _nodes.Add(node);
        return node.GetRequiredService<IBackplane>();
    }
}
