using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Zzz.Bench.Guard;

/// <summary>Counts the instructions of one echo in the protocol core, whose number does not depend on other load on the machine.</summary>
internal static partial class Instructions
{
    private const int Few = 2_000;
    private const int Many = 12_000;

    /// <summary>Compares two runs that differ only in the number of echoes: start-up and JIT compilation cost the same in both.</summary>
    public static double PerMessage(string payload) => (double)(Count(payload, Many) - Count(payload, Few)) / (Many - Few);

    private static long Count(string payload, int messages)
    {
        string[] arguments = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--smc-check=all-non-file", Environment.ProcessPath!, "core-echo", payload, $"{messages}"];
        var start = new ProcessStartInfo("valgrind", arguments) { RedirectStandardError = true };
        start.Environment["DOTNET_TieredCompilation"] = "0"; // so that each method is compiled once, fully optimized
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000"; // otherwise the GC reserves more than valgrind can map
        using Process valgrind = Process.Start(start)!;
        string output = valgrind.StandardError.ReadToEnd();
        valgrind.WaitForExit();
        if (valgrind.ExitCode != 0) throw new InvalidOperationException($"valgrind failed:\n{output}");
        return long.Parse(Collected().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Collected : (\d+)")]
    private static partial Regex Collected();
}
