using System.Text;

namespace Zzz.Redis;

/// <summary>Divides names among shards, so that a further shard takes over only its share of the names.</summary>
internal static class JumpHash
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong Multiplier = 2862933555777941757;

    /// <summary>Returns the shard of a name, from 0 to <paramref name="shards"/> - 1.</summary>
    public static int Shard(string name, int shards)
    {
        if (shards == 1) return 0;
        ulong key = Fnv(name);
        long shard = 0;
        for (long next = 0; next < shards;)
        {
            shard = next;
            key = unchecked((key * Multiplier) + 1);
            next = (long)((shard + 1) * ((1L << 31) / (double)((key >> 33) + 1)));
        }

        return (int)shard;
    }

    private static ulong Fnv(string name)
    {
        ulong hash = FnvOffset;
        foreach (byte one in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ one) * FnvPrime);
        return hash;
    }
}
