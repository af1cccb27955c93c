using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests.Peers;

/// <summary>
/// A server in a separate process, on a free loopback port: the one that was built with the tests, or another build that an environment variable
/// names.
/// </summary>
public abstract partial class ServerProcess(string name, string variable, params string[] arguments) : IAsyncLifetime
{
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public HttpClient Http { get; } = new() { Timeout = Guard.Limit };

    public Uri Address => Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        Process process = _process = Process.Start(new ProcessStartInfo(Executable(), ["--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = process.WaitForExitAsync().ContinueWith(_ => _listening.TrySetException(Failure()), TaskScheduler.Default);
        Http.BaseAddress = await _listening.Task.Guarded();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync().Guarded();
        _process.Dispose();
    }

    /// <summary>Sends SIGTERM, as a container's host does, and waits until the process has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("-TERM");
        await _process!.WaitForExitAsync().Guarded();
        return _process.ExitCode;
    }

    /// <summary>Suspends the process wherever it is, as when a virtual machine is paused.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Makes a suspended process continue.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public Uri WebSocketUri(string path) => new UriBuilder(new Uri(Address, path)) { Scheme = Address.Scheme == "https" ? "wss" : "ws" }.Uri;

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync().Guarded();
    }

    private string Executable()
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } other) return other;
        string built = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!;
        return Path.ChangeExtension(built, OperatingSystem.IsWindows() ? ".exe" : null);
    }

    private void Read(string? line)
    {
        lock (_output) _output.AppendLine(line);
        if (line is not null && ListeningLine().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    private InvalidOperationException Failure()
    {
        lock (_output) return new InvalidOperationException($"{name} ended before it listened:\n{_output}");
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningLine();
}
