using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Zzz.Bench.Linux;

namespace Zzz.Bench.Servers;

/// <summary>A running server, pinned to its processor.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessClock _clock;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private ServerProcess(Server server, Process process)
    {
        (Server, _process) = (server, process);
        _clock = new ProcessClock(process.Id);
        EndPoint = ReadAddress(process.StandardOutput);
        _http.BaseAddress = new Uri($"http://{EndPoint}");
    }

    public Server Server { get; }

    public IPEndPoint EndPoint { get; }

    public int Id => _process.Id;

    public long CpuNanoseconds => _clock.Nanoseconds;

    /// <summary>The bytes allocated since the process started; <see langword="null"/> if the server does not count them.</summary>
    public long? AllocatedBytes => Server.CountsAllocations ? Ask("/allocated") : null;

    public long ResidentBytes => ProcessMemory.Resident(Id);

    public static ServerProcess Start(Server server, DeflateMode deflate)
    {
        ProcessStartInfo command = server.StartInfo(deflate);
        // The server ends with the benchmark, however the benchmark ends.
        string[] pinned = ["--pdeathsig", "KILL", "taskset", "--cpu-list", $"{Processors.OfServer}", command.FileName];
        var start = new ProcessStartInfo("setpriv", [.. pinned, .. command.ArgumentList])
        {
            RedirectStandardOutput = true,
        };
        foreach ((string name, string? value) in command.Environment) start.Environment[name] = value;
        return new ServerProcess(server, Process.Start(start)!);
    }

    /// <summary>Collects garbage, and returns how much managed memory is left, if the server knows.</summary>
    public long? Collect()
    {
        string answer = _http.GetStringAsync("/collect").GetAwaiter().GetResult();
        return long.TryParse(answer, CultureInfo.InvariantCulture, out long left) ? left : null;
    }

    /// <summary>Returns the number with which the server answers a request of the benchmark.</summary>
    public long Ask(string path) => long.Parse(_http.GetStringAsync(path).GetAwaiter().GetResult(), CultureInfo.InvariantCulture);

    public void Terminate() => _ = Libc.Signal(Id, signal: 15);

    public bool WaitForExit(TimeSpan time) => _process.WaitForExit(time);

    public void Dispose()
    {
        _http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private IPEndPoint ReadAddress(StreamReader output)
    {
        while (output.ReadLine() is { } line)
        {
            if (Address().Match(line) is not { Success: true } found) continue;
            _ = output.ReadToEndAsync(); // so that the server's log never fills the pipe
            return IPEndPoint.Parse(found.Groups[1].Value);
        }

        throw new InvalidOperationException($"{Server.Name} ended before it listened.");
    }

    [GeneratedRegex(@"https?://(127\.0\.0\.1:\d+)")]
    private static partial Regex Address();
}
