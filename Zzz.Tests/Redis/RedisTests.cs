using System.Text;
using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>What the tests of the backplane share: a server, and a prefix of their own.</summary>
[Collection(nameof(RedisCollection))]
public abstract class RedisTests(RedisServer server)
{
    private protected string Prefix { get; } = $"test-{Guid.NewGuid():N}";

    private protected RedisServer Server { get; } = server;

    private protected Task<RedisNode> StartAsync(Action<RedisBackplaneOptions>? configure = null) => RedisNode.StartAsync(Server.Address, Prefix, configure);

    /// <summary>The messages of a log as text, with commas between them; null if they cannot all be returned.</summary>
    private protected static string? Texts(BackplaneRead read) =>
        read.Messages is { } messages ? string.Join(',', messages.Select(message => Encoding.UTF8.GetString(message.Span))) : null;
}
