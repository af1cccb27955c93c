using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zzz.Tests.Redis;

/// <summary>A node of an app: a backplane that has been registered as users do, and what it receives.</summary>
internal sealed class RedisNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RedisNode(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new LogLinesFactory(Lines));
        register(services);
        _services = services.BuildServiceProvider();
        Backplane = _services.GetRequiredService<IBackplane>();
    }

    public RecordingHost Host { get; } = new();

    public LogLines Lines { get; } = new();

    public IBackplane Backplane { get; }

    public IBackplaneLog Log => (IBackplaneLog)Backplane;

    /// <summary>Starts a node that is connected to a server.</summary>
    public static Task<RedisNode> StartAsync(string address, string prefix, Action<RedisBackplaneOptions>? configure = null) =>
        StartAsync(services => services.AddZzzRedis(address, options =>
        {
            options.Prefix = prefix;
            configure?.Invoke(options);
        }));

    public static async Task<RedisNode> StartAsync(Action<IServiceCollection> register)
    {
        var node = new RedisNode(register);
        await node.Backplane.StartAsync(node.Host, CancellationToken.None);
        return node;
    }

    public ValueTask SubscribeAsync(string topic) => Backplane.SubscribeAsync(topic, CancellationToken.None);

    public ValueTask UnsubscribeAsync(string topic) => Backplane.UnsubscribeAsync(topic, CancellationToken.None);

    public ValueTask<int?> PublishAsync(string topic, string message) =>
        Backplane.PublishAsync(topic, Encoding.UTF8.GetBytes(message), CancellationToken.None);

    public ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit) =>
        Log.ReadAsync(topic, since, limit, CancellationToken.None);

    /// <summary>Appends messages to a log with generous limits.</summary>
    public ValueTask<BackplaneAppended> AppendAsync(string topic, params string[] messages) => AppendAsync(topic, Append(messages));

    public ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append) => Log.AppendAsync(topic, append, CancellationToken.None);

    public static BackplaneAppend Append(params string[] messages) => new(
        [.. messages.Select(message => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(message))],
        Guid.NewGuid().ToString("N"), false, null, 1000, 1 << 20, TimeSpan.FromMinutes(5));

    public async ValueTask DisposeAsync()
    {
        await Backplane.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private sealed class LogLinesFactory(LogLines lines) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => lines;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
