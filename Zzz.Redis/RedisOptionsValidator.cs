using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>Checks the options when the app starts.</summary>
internal sealed class RedisOptionsValidator : IValidateOptions<RedisBackplaneOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisBackplaneOptions options)
    {
        string[] faults = [.. Faults(options), .. options.Servers.SelectMany(Faults)];
        return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(RedisBackplaneOptions options)
    {
        if (string.IsNullOrEmpty(options.Prefix)) yield return "RedisBackplaneOptions.Prefix is empty. Set it to a name of this app, such as \"zzz\".";
        else if (options.Prefix.AsSpan().ContainsAny('{', '}')) yield return "RedisBackplaneOptions.Prefix contains a brace, which Redis clusters interpret. Use another character.";
        if (options.Servers.Count == 0 && options.ConnectionFactory is null) yield return "RedisBackplaneOptions.Servers is empty. Add a server, or set ConnectionFactory.";
        if (options.Servers.Count > 0 && options.ConnectionFactory is not null) yield return "RedisBackplaneOptions has both Servers and a ConnectionFactory. Use one of them.";
    }

    private static IEnumerable<string> Faults(ConfigurationOptions? server)
    {
        if (server is null)
        {
            yield return "RedisBackplaneOptions.Servers has an entry that is null. Remove it.";
            yield break;
        }

        if (server.EndPoints.Count == 0) yield return "RedisBackplaneOptions.Servers has an entry without an endpoint. Add one, such as \"localhost:6379\".";
        if (!server.ChannelPrefix.IsNullOrEmpty) yield return "RedisBackplaneOptions.Servers has an entry with a ChannelPrefix, which scripts do not apply. Use RedisBackplaneOptions.Prefix.";
    }
}
