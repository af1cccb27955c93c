using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Zzz.Bench.Linux;

/// <summary>Reads the processor time of another process, in nanoseconds, over all its threads, including those that have ended.</summary>
internal sealed class ProcessClock(int processId)
{
    /// <summary>CPUCLOCK_SCHED: the time from the scheduler, which is exact to the nanosecond.</summary>
    private const int Scheduled = 2;

    private readonly int _clock = (~processId << 3) | Scheduled;

    public long Nanoseconds => Libc.GetTime(_clock, out Libc.TimeSpec time) == 0
        ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
        : throw new Win32Exception(Marshal.GetLastPInvokeError());
}
