using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>A script, which servers keep in a cache under its hash.</summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly byte[] _hash;

    private RedisScript(string file)
    {
        using var reader = new StreamReader(typeof(RedisScript).Assembly.GetManifestResourceStream(file)!);
        _text = reader.ReadToEnd().ReplaceLineEndings("\n");
#pragma warning disable CA5350 // Redis finds scripts by it
        _hash = SHA1.HashData(Encoding.UTF8.GetBytes(_text));
#pragma warning restore CA5350
    }

    /// <summary>Appends messages to a log.</summary>
    public static RedisScript Append { get; } = new("append.lua");

    /// <summary>Reads messages from a log.</summary>
    public static RedisScript Read { get; } = new("read.lua");

    /// <summary>Puts the script into the cache of each server that may run it.</summary>
    public async Task LoadAsync(IConnectionMultiplexer multiplexer)
    {
        foreach (IServer server in multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            await server.ScriptLoadAsync(_text);
    }

    /// <summary>
    /// Runs the script. If it is not in the cache, which is lost when the server restarts, loads it and tries again: nothing was executed.
    /// </summary>
    public async Task<RedisResult[]> RunAsync(IConnectionMultiplexer multiplexer, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await EvaluateAsync(multiplexer, keys, arguments);
        }
        catch (RedisServerException missing) when (missing.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            await LoadAsync(multiplexer);
            return await EvaluateAsync(multiplexer, keys, arguments);
        }
    }

    /// <remarks>With its text in place of its hash, the library would send a script again behind those that follow it.</remarks>
    private async Task<RedisResult[]> EvaluateAsync(IConnectionMultiplexer multiplexer, RedisKey[] keys, RedisValue[] arguments) =>
        (RedisResult[])(await multiplexer.GetDatabase().ScriptEvaluateAsync(_hash, keys, arguments, ShardConnection.Flags))!;
}
