using System.Diagnostics;

namespace Zzz.Bench.Compare;

/// <summary>Prints the progress of a comparison after each measurement, and an estimate of the remaining time.</summary>
internal sealed class Progress(int total)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _done;

    public void Tell(string what)
    {
        _done++;
        TimeSpan left = Stopwatch.GetElapsedTime(_began) / _done * (total - _done);
        Console.Error.WriteLine($"{_done,4} of {total}, {Math.Ceiling(left.TotalMinutes),2} min left: {what}");
    }
}
