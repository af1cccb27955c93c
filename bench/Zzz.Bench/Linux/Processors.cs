using System.Diagnostics;

namespace Zzz.Bench.Linux;

/// <summary>Assigns processors: servers run on one, and the load on another.</summary>
internal static class Processors
{
    public const int OfServer = 0;
    public const int OfLoad = 1;

    /// <summary>Moves all threads of this process, and so those that they start, to the processor of the load.</summary>
    public static void PinLoad()
    {
        var start = new ProcessStartInfo("taskset", ["--all-tasks", "--cpu-list", "--pid", $"{OfLoad}", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true };
        using Process taskset = Process.Start(start)!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0) throw new InvalidOperationException("The load could not be pinned: are there two processors?");
    }
}
