namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Makes appends whose limits no case reaches by chance.</summary>
internal static class Append
{
    private static int _number;

    public static BackplaneAppend Of(params string[] messages) => Of([.. messages.Select(Bytes.Of)]);

    public static BackplaneAppend Of(params byte[][] messages) => new(
        [.. messages.Select(message => new ReadOnlyMemory<byte>(message))],
        Id: $"{Guid.NewGuid():N}:{Interlocked.Increment(ref _number) % 10_000_000:0000000}",
        IsRetry: false,
        Known: null,
        MaxMessages: 10_000,
        MaxBytes: 32 * 1024 * 1024,
        MaxAge: TimeSpan.FromMinutes(5));
}
