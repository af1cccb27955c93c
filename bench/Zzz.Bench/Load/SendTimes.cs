namespace Zzz.Bench.Load;

/// <summary>The times at which the messages in flight were sent, oldest first.</summary>
internal sealed class SendTimes(int inFlight)
{
    private readonly long[] _times = new long[inFlight];
    private int _first;
    private int _next;

    public void Put(long time)
    {
        _times[_next] = time;
        _next = (_next + 1) % inFlight;
    }

    public long Take()
    {
        long time = _times[_first];
        _first = (_first + 1) % inFlight;
        return time;
    }
}
