namespace Zzz.Deflate.Inflating;

/// <summary>Inflaters that no message needs at the moment: as many as messages are inflated at the same time, not one per connection.</summary>
internal static class InflaterPool
{
    private static readonly Inflater?[] Idle = new Inflater?[4 * Environment.ProcessorCount];

    [ThreadStatic]
    private static Inflater? _last;

    /// <summary>An inflater at the start of a message. Give it back when the message ends, on any thread.</summary>
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
