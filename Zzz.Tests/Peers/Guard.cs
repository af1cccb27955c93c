namespace Zzz.Tests.Peers;

/// <summary>Limits every wait in a test to a time so long that only a hang exceeds it.</summary>
internal static class Guard
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Guarded<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Guarded(this Task task) => task.WaitAsync(Limit);
}
