using System.Diagnostics;
using System.Globalization;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Guard;

/// <summary>
/// Counts the system calls that a server makes for one message on a single connection: reads, writes and waits on sockets. Wake-ups of threads are
/// left out, because they depend on timing.
/// </summary>
internal static class SystemCalls
{
    private const string Counted = "recvfrom,recvmsg,sendto,sendmsg,epoll_wait,epoll_pwait,epoll_ctl,read,write,readv,writev";
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static double PerMessage(ServerProcess server, EchoLoad load)
    {
        load.Run(Time); // warms the server up
        string report = Path.GetTempFileName();
        string[] arguments = ["-f", "-c", "-U", "name,calls", "-e", $"trace={Counted}", "-o", report, "-p", $"{server.Id}"];
        using Process strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
        strace.StandardError.ReadLine(); // reads "attached"
        long messages = load.Run(Time);
        _ = Libc.Signal(strace.Id, signal: 2);
        strace.WaitForExit();
        double calls = File.ReadLines(report).Sum(CallsIn);
        File.Delete(report);
        return calls / messages;
    }

    private static long CallsIn(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var calls] && Counted.Split(',').Contains(name)
            ? long.Parse(calls, CultureInfo.InvariantCulture)
            : 0;
}
