using System.Diagnostics;

namespace Zzz.Bench.Soak;

/// <summary>Does something so many times a second, and catches up on what it missed.</summary>
internal sealed class Pace(double perSecond, Action action)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _done;

    public void CatchUp()
    {
        for (long due = (long)(Stopwatch.GetElapsedTime(_began).TotalSeconds * perSecond); _done < due; _done++) action();
    }
}
