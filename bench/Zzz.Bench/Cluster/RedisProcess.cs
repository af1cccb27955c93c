using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Zzz.Bench.Linux;

namespace Zzz.Bench.Cluster;

/// <summary>A redis-server of the benchmark, on loopback, and what it reports about itself.</summary>
internal sealed partial class RedisProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessClock _clock;
    private readonly TcpClient _client;

    private RedisProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        _clock = new ProcessClock(process.Id);
        _client = Connect(port);
    }

    public int Port { get; }

    public long CpuNanoseconds => _clock.Nanoseconds;

    public static RedisProcess Start()
    {
        int port = FreePort();
        // The server ends with the benchmark, however the benchmark ends.
        string[] command =
        [
            "--pdeathsig", "KILL", "taskset", "--cpu-list", $"{Processors.OfServer}", "redis-server",
            "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--maxclients", "1000",
        ];
        return new RedisProcess(Process.Start(new ProcessStartInfo("setpriv", command) { RedirectStandardOutput = true })!, port);
    }

    /// <summary>Returns how often each command was called since the start, apart from that of this class.</summary>
    public Dictionary<string, long> Commands() => CommandStat().Matches(Info("commandstats"))
        .Where(match => match.Groups["name"].Value != "info")
        .ToDictionary(match => match.Groups["name"].Value, match => long.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture));

    public long InputBytes() => long.Parse(InputStat().Match(Info("stats")).Groups[1].Value, CultureInfo.InvariantCulture);

    public long UsedMemory() => long.Parse(MemoryStat().Match(Info("memory")).Groups[1].Value, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Info(string section)
    {
        NetworkStream stream = _client.GetStream();
        stream.Write(Encoding.ASCII.GetBytes($"INFO {section}\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII, false, 64 * 1024, leaveOpen: true);
        int length = int.Parse(reader.ReadLine()![1..], CultureInfo.InvariantCulture);
        char[] text = new char[length + 2];
        reader.ReadBlock(text);
        return new string(text);
    }

    private static TcpClient Connect(int port)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new TcpClient("127.0.0.1", port);
            }
            catch (SocketException) when (attempt < 300)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("cmdstat_(?<name>[^:]+):calls=(?<calls>[0-9]+)")]
    private static partial Regex CommandStat();

    [GeneratedRegex("total_net_input_bytes:([0-9]+)")]
    private static partial Regex InputStat();

    [GeneratedRegex("used_memory:([0-9]+)")]
    private static partial Regex MemoryStat();
}
