using Microsoft.Extensions.Hosting;

namespace Zzz.Testing.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the test runner: an app under test is stopped by its test.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
