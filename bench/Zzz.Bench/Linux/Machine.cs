using System.Globalization;
using System.Runtime.InteropServices;

namespace Zzz.Bench.Linux;

/// <summary>Describes the machine on which the figures were measured.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string processor = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(": ")[1];
        string load = File.ReadAllText("/proc/loadavg").Split(' ')[1];
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{date}, {Environment.ProcessorCount} × {processor}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load average {load}";
    }
}
