namespace Zzz.Deflate.Inflating;

/// <summary>Keeps idle inflaters. There are only as many inflaters as messages that are inflated at the same time, not one per connection.</summary>
internal static class InflaterPool
{
    private static readonly Inflater?[] Idle = new Inflater?[4 * Environment.ProcessorCount];

    [ThreadStatic]
    private static Inflater? _last;

    /// <summary>Takes an inflater that is reset for a new message. It must be returned when the message ends, on any thread.</summary>
    public static Inflater Rent(int windowBits)
    {
        Inflater inflater = _last ?? TakeIdle() ?? new Inflater();
        _last = null;
        inflater.Reset(windowBits);
        return inflater;
    }

    public static void Return(Inflater inflater)
    {
        if (_last is null)
            _last = inflater;
        else
            PutIdle(inflater);
    }

    private static Inflater? TakeIdle()
    {
        foreach (ref Inflater? slot in Idle.AsSpan())
        {
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } inflater)
                return inflater;
        }
        return null;
    }

    private static void PutIdle(Inflater inflater)
    {
        foreach (ref Inflater? slot in Idle.AsSpan())
        {
            if (slot is null && Interlocked.CompareExchange(ref slot, inflater, null) is null)
                return;
        }
    }
}
