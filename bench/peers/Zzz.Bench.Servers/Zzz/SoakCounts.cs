namespace Zzz.Bench.Servers.Zzz;

/// <summary>Counts how often the callbacks of a soak test's connections were called.</summary>
public sealed class SoakCounts
{
    private long _opened;
    private long _closed;
    private long _closedTwice;

    public void Open() => Interlocked.Increment(ref _opened);

    public void Close(bool again)
    {
        Interlocked.Increment(ref _closed);
        if (again) Interlocked.Increment(ref _closedTwice);
    }

    public void MapTo(WebApplication app)
    {
        app.MapGet("/soak/opened", () => $"{Volatile.Read(ref _opened)}");
        app.MapGet("/soak/closed", () => $"{Volatile.Read(ref _closed)}");
        app.MapGet("/soak/closed-twice", () => $"{Volatile.Read(ref _closedTwice)}");
        app.MapGet("/soak/open", () => $"{Volatile.Read(ref _opened) - Volatile.Read(ref _closed)}");
    }
}
