namespace Zzz.Bench.Soak;

/// <summary>Counts what the clients of a soak test observed.</summary>
internal sealed class SoakTally
{
    public long Opened { get; set; }

    public long Echoes { get; set; }

    public long Broadcasts { get; set; }

    public long Lost { get; set; }

    public long Doubled { get; set; }

    /// <summary>The number of connections that the server ended, although it never has a reason to.</summary>
    public long Ended { get; set; }

    public bool IsClean => Lost + Doubled + Ended == 0;

    /// <summary>Checks a number, which should be one more than the last one.</summary>
    public void Judge(long last, long number)
    {
        if (number <= last) Doubled++;
        else Lost += number - last - 1;
    }
}
