using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Xunit;
using Zzz.Redis;

namespace Zzz.Tests.Redis;

/// <summary>Tests the registration, and starts that must fail.</summary>
public sealed class RedisStartTests(RedisServer server) : RedisTests(server)
{
    [Theory]
    [InlineData("")]
    [InlineData(",password=wrong")]
    public async Task A_wrong_password_ends_the_start(string password)
    {
        using LocalGarnet garnet = LocalGarnet.Start("--auth", "Password", "--password", "right");
        string message = await FailureAsync(services => services.AddZzzRedis($"{garnet.Address}{password}"));
        Assert.Contains("password=", message, StringComparison.Ordinal);
        await using RedisNode node = await RedisNode.StartAsync($"{garnet.Address},password=right", Prefix);
        Assert.Equal(0, await node.PublishAsync("room", "hello"));
    }

    [Fact]
    public async Task A_server_that_is_too_old_ends_the_start()
    {
        string message = await FailureAsync(services => services.AddZzzRedis($"{Server.Address},version=5.0.14,$INFO=,$HELLO="));
        Assert.Contains("has version 5.0.14, but Zzz needs 6.0 or newer", message, StringComparison.Ordinal);
        message = await FailureAsync(services => services.AddZzzRedis($"{Server.Address},version=6.2.7,$INFO=,$HELLO=", options => options.ShardedPubSub = true));
        Assert.Contains("sharded channels need 7.0 or newer", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_scripts_ends_the_start_unless_there_is_no_history()
    {
        using LocalGarnet garnet = LocalGarnet.StartBare(LocalGarnet.FreePort());
        string message = await FailureAsync(services => services.AddZzzRedis(garnet.Address));
        Assert.Contains("set RedisBackplaneOptions.History to false", message, StringComparison.Ordinal);
        await using RedisNode node = await RedisNode.StartAsync(garnet.Address, Prefix, options => options.History = false);
        Assert.Equal(0, await node.PublishAsync("room", "hello"));
    }

    [Fact]
    public async Task A_client_without_scripts_ends_the_start()
    {
        string message = await FailureAsync(services => services.AddZzzRedis($"{Server.Address},$EVALSHA="));
        Assert.Contains("set RedisBackplaneOptions.History to false", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+@all -evalsha &*", "set RedisBackplaneOptions.History to false")]
    [InlineData("+@all -script &*", "set RedisBackplaneOptions.History to false")]
    [InlineData("+@all -rpush &*", "set RedisBackplaneOptions.History to false")]
    [InlineData("+@all -subscribe &*", "Permit SUBSCRIBE")]
    [InlineData("+@all resetchannels &other:*", "RedisBackplaneOptions.Prefix")]
    public async Task A_user_who_lacks_a_permission_ends_the_start(string rules, string remedy)
    {
        Assert.SkipWhen(Server.IsGarnet, "Garnet knows other rules; set ZZZ_REDIS to the address of a Redis server.");
        await Server.Database.ExecuteAsync("ACL", ["SETUSER", Prefix, "on", ">secret", "~*", .. rules.Split(' ')]);
        string message = await FailureAsync(services => services.AddZzzRedis($"{Server.Address},user={Prefix},password=secret"));
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        await Server.Database.ExecuteAsync("ACL", "DELUSER", Prefix);
    }

    [Fact]
    public async Task The_permissions_of_the_readme_suffice()
    {
        Assert.SkipWhen(Server.IsGarnet, "Garnet knows other rules; set ZZZ_REDIS to the address of a Redis server.");
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "Zzz.Redis", "README.md"), TestContext.Current.CancellationToken);
        string rules = readme.Split('`').Single(code => code.StartsWith("+@", StringComparison.Ordinal));
        await Server.Database.ExecuteAsync("ACL", ["SETUSER", Prefix, "on", ">secret", $"~{Prefix}:*", $"&{Prefix}:*", .. rules.Split(' ')]);
        await using RedisNode node = await RedisNode.StartAsync($"{Server.Address},user={Prefix},password=secret", Prefix);
        await node.SubscribeAsync("room");
        Assert.Equal(1, (await node.AppendAsync("room", "hello")).Nodes);
        Assert.Equal(1, await node.PublishAsync("room", "hello"));
        Assert.Equal("hello", Texts(await node.ReadAsync("room", null, 1)));
        await Server.Database.ExecuteAsync("ACL", "DELUSER", Prefix);
    }

    [Fact]
    public async Task Sharded_channels_can_be_used_without_a_cluster()
    {
        Assert.SkipWhen(Server.IsGarnet, "Garnet has sharded channels only in a cluster; set ZZZ_REDIS to the address of a Redis server.");
        await using RedisNode node = await StartAsync(options => options.ShardedPubSub = true);
        await node.SubscribeAsync("room");
        Assert.Equal(1, await node.PublishAsync("room", "hello"));
        Assert.Equal(1, (await node.AppendAsync("room", "kept")).Nodes);
        Assert.Equal(["hello", "kept"], (await node.Host.NextAsync(2)).Select(message => message.Text));
        Assert.Equal(0, await Server.Database.PublishAsync(RedisChannel.Literal($"{Prefix}:{{room}}"), "not sharded"));
    }

    [Theory]
    [InlineData("", "RedisBackplaneOptions.Prefix is empty")]
    [InlineData("a{b", "RedisBackplaneOptions.Prefix contains a brace")]
    public void A_prefix_that_cannot_be_used_is_named(string prefix, string expected) =>
        Assert.Contains(expected, Invalid(services => services.AddZzzRedis("localhost", options => options.Prefix = prefix)), StringComparison.Ordinal);

    [Fact]
    public void Servers_that_cannot_be_used_are_named()
    {
        Assert.Contains("RedisBackplaneOptions.Servers is empty", Invalid(services => services.AddZzzRedis(_ => { })), StringComparison.Ordinal);
        Assert.Contains("ChannelPrefix", Invalid(services => services.AddZzzRedis("localhost,channelPrefix=x")), StringComparison.Ordinal);
        Assert.Contains("without an endpoint", Invalid(services => services.AddZzzRedis("ssl=true")), StringComparison.Ordinal);
        Assert.Contains("both Servers and a ConnectionFactory", Invalid(services => services.AddZzzRedis("localhost", options => options.ConnectionFactory = Never)), StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddZzzRedis("localhost,no=1"));
        Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddZzzRedis(" "));
    }

    [Fact]
    public void The_last_call_applies()
    {
        var services = new ServiceCollection();
        services.AddZzzRedis(options => options.ConnectionFactory = Never);
        services.AddZzzRedis("first");
        services.AddZzzRedis("second:7000");
        services.TryAddSingleton<IBackplane>(_ => throw new InvalidOperationException());
        using ServiceProvider provider = services.BuildServiceProvider();
        RedisBackplaneOptions options = provider.GetRequiredService<IOptions<RedisBackplaneOptions>>().Value;
        Assert.Equal("second:7000", EndPointCollection.ToString(Assert.Single(Assert.Single(options.Servers).EndPoints)));
        Assert.IsType<RedisLogBackplane>(provider.GetRequiredService<IBackplane>());
        Assert.Single(provider.GetServices<IBackplane>());
    }

    [Fact]
    public async Task A_connection_of_the_app_is_used_and_left_open()
    {
        await using ConnectionMultiplexer shared = await ConnectionMultiplexer.ConnectAsync($"{Server.Address},sharedSubscriptionConnection=false");
        RedisNode node = await RedisNode.StartAsync(services => services.AddZzzRedis(options =>
        {
            options.Prefix = Prefix;
            options.ConnectionFactory = (_, _) => Task.FromResult<IConnectionMultiplexer>(shared);
        }));
        await node.SubscribeAsync("room");
        Assert.Equal(1, await node.PublishAsync("room", "hello"));
        Assert.Equal("hello", (await node.Host.NextAsync()).Text);

        await node.DisposeAsync();
        Assert.Equal(0, await shared.GetSubscriber().PublishAsync(RedisChannel.Literal($"{Prefix}:{{room}}"), "hello"));
    }

    [Theory]
    [InlineData(",sharedSubscriptionConnection=true", "SharedSubscriptionConnection")]
    [InlineData(",sharedSubscriptionConnection=false,channelPrefix=x", "ChannelPrefix")]
    public async Task A_connection_of_the_app_that_cannot_be_used_ends_the_start(string option, string expected)
    {
        await using ConnectionMultiplexer shared = await ConnectionMultiplexer.ConnectAsync($"{Server.Address}{option}");
        string message = await FailureAsync(services =>
            services.AddZzzRedis(options => options.ConnectionFactory = (_, _) => Task.FromResult<IConnectionMultiplexer>(shared)));
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static Task<IConnectionMultiplexer> Never(IServiceProvider services, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static string Invalid(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        using ServiceProvider provider = services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate()).Message;
    }

    private static async Task<string> FailureAsync(Action<IServiceCollection> register)
    {
        await using var node = new RedisNode(register);
        Exception failure = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => node.Backplane.StartAsync(node.Host, CancellationToken.None).AsTask());
        return failure.Message;
    }
}
