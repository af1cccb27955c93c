using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace Zzz.Redis;

/// <summary>Keeps the logs of topics on one shard: a list of messages, and a hash with the epoch and the top.</summary>
internal sealed class TopicLog(RedisKeys keys, ShardConnection connection)
{
    private const int EpochBytes = 6;

    /// <summary>
    /// How long a topic without new messages keeps its epoch. A position must outlive the messages, or a client could not see that it missed some.
    /// </summary>
    private static readonly TimeSpan MetaAge = TimeSpan.FromDays(30);

    /// <summary>How long a topic that never had a message keeps its epoch after a node has read it, so that joins of random topics fill no memory.</summary>
    private static readonly TimeSpan EmptyAge = TimeSpan.FromMinutes(10);

    /// <summary>Loads the scripts, and checks that the server runs them.</summary>
    /// <exception cref="RedisRefusedException">Scripts are not permitted.</exception>
    public async Task PrepareAsync(string node)
    {
        try
        {
            await RedisScript.Append.LoadAsync(connection.Multiplexer);
            await RedisScript.Read.LoadAsync(connection.Multiplexer);
            TimeSpan brief = TimeSpan.FromSeconds(1);
            await AppendAsync($"|check:{node}", new BackplaneAppend([default], "check", false, null, 1, 1, brief), brief);
        }
        catch (Exception exception) when (Refusal.IsPermanent(exception))
        {
            throw new RedisRefusedException(
                "Redis refuses to run the scripts that keep histories. Permit EVALSHA, SCRIPT LOAD and the commands in them for keys and channels that " +
                "begin with RedisBackplaneOptions.Prefix, or set RedisBackplaneOptions.History to false: each node then keeps histories of its own. " +
                $"Redis answered: {exception.Message}",
                exception);
        }
    }

    public Task<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append) =>
        AppendAsync(topic, append, append.MaxAge > MetaAge ? append.MaxAge : MetaAge);

    public async Task<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit)
    {
        if (limit == 0 && await TopAsync(topic) is { } top) return new BackplaneRead(top, since is null || since == top ? [] : null);
        RedisResult[] result = await RedisScript.Read.RunAsync(
            connection.Multiplexer,
            [keys.Meta(topic), keys.Messages(topic)],
            [NewEpoch(), Milliseconds(EmptyAge), since?.Epoch ?? "", since?.Offset ?? 0, limit]);
        return new BackplaneRead(Position(result), (int)result[2] == 1 ? Messages(result[3]) : null);
    }

    /// <summary>Reads the top without a script, which takes the server a fraction of the time; null if the topic never had a message.</summary>
    private async Task<TopicPosition?> TopAsync(string topic)
    {
        RedisValue[] meta = await connection.Multiplexer.GetDatabase().HashGetAsync(keys.Meta(topic), ["e", "s"], ShardConnection.Flags);
        return meta[0].IsNull || (long)meta[1] == 0 ? null : new TopicPosition(meta[0]!, (long)meta[1]);
    }

    private async Task<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, TimeSpan metaAge)
    {
        RedisValue[] arguments =
        [
            append.Id, append.IsRetry, NewEpoch(), append.Known?.Epoch ?? "", append.Known?.Offset ?? 0, append.MaxMessages, append.MaxBytes,
            Milliseconds(append.MaxAge), Milliseconds(metaAge), connection.IsSharded ? "SPUBLISH" : "PUBLISH",
            string.Join(',', append.Messages.Select(message => message.Length.ToString(CultureInfo.InvariantCulture))),
            .. append.Messages.Select(message => (RedisValue)message.ToArray()),
        ];
        RedisResult[] result = await RedisScript.Append.RunAsync(
            connection.Multiplexer, [keys.Meta(topic), keys.Messages(topic), keys.Channel(topic)], arguments);
        int nodes = (int)result[2];
        return new BackplaneAppended(Position(result), nodes < 0 ? null : nodes);
    }

    private static TopicPosition Position(RedisResult[] result) => new((string)result[0]!, (long)result[1]);

    /// <summary>Returns the messages without what precedes each in the list: the length of an id, and the id.</summary>
    private static ReadOnlyMemory<byte>[] Messages(RedisResult list) =>
        [.. ((byte[][])list!).Select(element => (ReadOnlyMemory<byte>)element.AsMemory(1 + element[0]))];

    private static long Milliseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds);

    private static string NewEpoch() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(EpochBytes));
}
