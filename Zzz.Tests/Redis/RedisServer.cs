using StackExchange.Redis;
using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>The server that the tests share: the one in ZZZ_REDIS, or a Garnet of their own.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private LocalGarnet? _garnet;
    private ConnectionMultiplexer? _admin;

    /// <summary>The address of the server.</summary>
    public string Address { get; private set; } = Environment.GetEnvironmentVariable("ZZZ_REDIS") ?? "";

    internal bool IsGarnet => _garnet is not null;

    /// <summary>The connection of the tests themselves.</summary>
    internal IDatabase Database => _admin!.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        if (Address.Length == 0) Address = (_garnet = LocalGarnet.Start()).Address;
        _admin = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
    }

    public async ValueTask DisposeAsync()
    {
        if (_admin is not null) await _admin.DisposeAsync();
        _garnet?.Dispose();
    }

    /// <summary>Ends all connections of a type, "pubsub" or "normal", except for the tests' own.</summary>
    internal Task KillAsync(string type) => Database.ExecuteAsync("CLIENT", "KILL", "TYPE", type, "SKIPME", "yes");
}
