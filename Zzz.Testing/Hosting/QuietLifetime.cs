using Microsoft.Extensions.Hosting;

namespace Zzz.Testing.Hosting;

/// <summary>A host lifetime that leaves Ctrl+C and SIGTERM to the test runner: only the test stops the app.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
