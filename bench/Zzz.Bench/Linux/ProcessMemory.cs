using System.Globalization;

namespace Zzz.Bench.Linux;

/// <summary>Reads the memory use of another process.</summary>
internal static class ProcessMemory
{
    /// <summary>Returns how many bytes of the process are in RAM.</summary>
    public static long Resident(int processId)
    {
        string line = File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
