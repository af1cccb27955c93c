namespace Zzz.Bench.Soak;

/// <summary>What the clients of a soak saw.</summary>
internal sealed class SoakTally
{
    public long Opened { get; set; }

    public long Echoes { get; set; }

    public long Broadcasts { get; set; }

    public long Lost { get; set; }

    public long Doubled { get; set; }

    /// <summary>Connections that the server ended, which it never has a reason to.</summary>
    public long Ended { get; set; }

    public bool IsClean => Lost + Doubled + Ended == 0;

    /// <summary>Judges a number that should be one more than the last one.</summary>
    public void Judge(long last, long number)
    {
        if (number <= last) Doubled++;
        else Lost += number - last - 1;
    }
}
