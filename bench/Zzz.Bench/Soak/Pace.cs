using System.Diagnostics;

namespace Zzz.Bench.Soak;

/// <summary>Does something so many times a second, and catches up on what it missed, a little at a time.</summary>
internal sealed class Pace(double perSecond, Action action)
{
    private const int AtOnce = 8;

    private readonly long _began = Stopwatch.GetTimestamp();
    private long _done;

    public void CatchUp()
    {
        long due = (long)(Stopwatch.GetElapsedTime(_began).TotalSeconds * perSecond);
        for (due = Math.Min(due, _done + AtOnce); _done < due; _done++) action();
    }
}
