using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Zzz.Testing.Hosting;

/// <summary>
/// Runs the <c>Main</c> of an app, and hooks into the building of its host. The host notifies a diagnostic listener before and after it is built;
/// EF's tools and <c>WebApplicationFactory</c> rely on that too.
/// </summary>
internal sealed class EntryPoint(Assembly assembly, Action<IHostBuilder> configure)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string HostingListener = "Microsoft.Extensions.Hosting";

    /// <summary>Distinguishes apps that start at the same time, because all hosts in a process report to the same listener.</summary>
    private static readonly AsyncLocal<EntryPoint?> Current = new();

    private readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the app. The task completes when the app's host is built.</summary>
    /// <returns>The host, and a task that completes when <c>Main</c> returns.</returns>
    public async Task<(IHost Host, Task Main)> RunAsync(string[] args)
    {
        Task main = Task.Factory.StartNew(() => Run(args), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(_host.Task, main) == main) await main;
        if (!_host.Task.IsCompleted) throw new InvalidOperationException($"Main of {assembly.GetName().Name} returned without having built an app.");
        return (await _host.Task, main);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == HostingListener && Current.Value == this) value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this) return;
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder }) configure(builder);
        if (value is { Key: "HostBuilt", Value: IHost host }) _host.TrySetResult(host);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private void Run(string[] args)
    {
        MethodInfo main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} is not an app: it has no Main.");
        Current.Value = this;
        using IDisposable subscription = DiagnosticListener.AllListeners.Subscribe(this);
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? [] : [args], null);
    }
}
