namespace Zzz.Protocol.Lifetime;

/// <summary>
/// Measures the time in which the server did not run, by turns that came late. The work that piled up is handled afterwards, so a standstill counts
/// for as long again as it lasted. The caller holds the lock, and owns the clock whose timestamps are used here.
/// </summary>
/// <param name="turn">The time between turns. A turn that comes within twice that time is not late.</param>
internal struct Standstill(long turn)
{
    private long _turnedAt;
    private long _endedAt;

    /// <summary>The total of all time lost so far.</summary>
    private long _lost;

    /// <summary>The part of <see cref="_lost"/> that no longer counts.</summary>
    private long _past;

    /// <summary>Starts measuring, or starts again after a pause in which no turns were due.</summary>
    public void Start(long now) => _turnedAt = now;

    /// <summary>Records a turn.</summary>
    public void Turn(long now)
    {
        long late = now - _turnedAt > 2 * turn ? now - _turnedAt - turn : 0;
        if (late > 0)
        {
            if (IsPast(_turnedAt)) _past = _lost;
            _lost += late;
            _endedAt = now;
        }

        _turnedAt = now;
    }

    /// <summary>Returns the time that was lost recently, including what is being lost now if a turn is late.</summary>
    public readonly LostTime LostBy(long now)
    {
        Standstill then = this;
        then.Turn(now);
        return new LostTime(then.IsPast(now) ? then._lost : then._past, then._lost, then._endedAt + then._lost - then._past);
    }

    private readonly bool IsPast(long now) => now - _endedAt > _lost - _past;
}
