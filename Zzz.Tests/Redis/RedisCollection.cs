using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Tests that share a server, one after another, because some of them end its connections.</summary>
[CollectionDefinition(nameof(RedisCollection))]
public sealed class RedisCollection : ICollectionFixture<RedisServer>;
