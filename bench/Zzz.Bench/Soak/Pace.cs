using System.Diagnostics;

namespace Zzz.Bench.Soak;

/// <summary>Runs an action a number of times per second, and catches up on missed runs a few at a time.</summary>
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
