namespace Zzz.Bench.History;

/// <summary>Waits, without using processor time, until every member has received a broadcast.</summary>
internal sealed class Arrivals
{
    private readonly ManualResetEventSlim _all = new(initialState: false, spinCount: 0);
    private int _missing;

    public void Expect(int count)
    {
        _all.Reset();
        Volatile.Write(ref _missing, count);
    }

    public void Add()
    {
        if (Interlocked.Decrement(ref _missing) == 0) _all.Set();
    }

    public void Await()
    {
        if (!_all.Wait(TimeSpan.FromMinutes(1))) throw new TimeoutException($"{Volatile.Read(ref _missing)} members have not received the broadcast.");
    }
}
