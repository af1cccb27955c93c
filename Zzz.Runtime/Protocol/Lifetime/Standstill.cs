namespace Zzz.Protocol.Lifetime;

/// <summary>
/// Measures time in which the server did not run, by turns that came late. What piled up meanwhile is handled later, so a standstill counts for
/// as long again as it lasted. The caller keeps the lock and the clock, whose timestamps these are.
/// </summary>
/// <param name="turn">How far apart turns are. One that comes within twice that is not late.</param>
internal struct Standstill(long turn)
{
    private long _turnedAt;
    private long _endedAt;

    /// <summary>All time that was lost so far.</summary>
    private long _lost;

    /// <summary>How much of <see cref="_lost"/> counts no more.</summary>
    private long _past;

    /// <summary>Begins, or begins again after a pause in which no turn was due.</summary>
    public void Start(long now) => _turnedAt = now;

    /// <summary>Takes note of a turn.</summary>
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

    /// <summary>Returns the time that was lost lately, with what is being lost if a turn is late.</summary>
    public readonly LostTime LostBy(long now)
    {
        Standstill then = this;
        then.Turn(now);
        return new LostTime(then.IsPast(now) ? then._lost : then._past, then._lost, then._endedAt + then._lost - then._past);
    }

    private readonly bool IsPast(long now) => now - _endedAt > _lost - _past;
}
