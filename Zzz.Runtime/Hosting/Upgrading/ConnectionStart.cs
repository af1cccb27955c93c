using System.Diagnostics;
using System.Globalization;
using Zzz.Connection;
using Zzz.Telemetry;

namespace Zzz.Hosting.Upgrading;

/// <summary>
/// Starts a connection in an execution context of its own. Otherwise, every handler would run inside the request's context for as long as the
/// connection lives: with the request's activity, and with the request as the value of <see cref="Microsoft.AspNetCore.Http.IHttpContextAccessor"/>.
/// </summary>
internal sealed class ConnectionStart(ServerConnection connection) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;
    private Activity? _request = Activity.Current;

    public Task RunAsync()
    {
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return _ended.Task;
    }

    void IThreadPoolWorkItem.Execute() => _ = ExecuteAsync();

    private async Task ExecuteAsync()
    {
        try
        {
            // Only if they differ, because each value makes it dearer to enter the connection's execution context.
            if (!_culture.Equals(CultureInfo.CurrentCulture)) CultureInfo.CurrentCulture = _culture;
            if (!_uiCulture.Equals(CultureInfo.CurrentUICulture)) CultureInfo.CurrentUICulture = _uiCulture;
            ConnectionTracing.Enter(_request); // the parent of the connection's activity, if anything listens for that
            _request = null;
            await connection.RunAsync();
            _ended.SetResult();
        }
        catch (Exception exception)
        {
            _ended.SetException(exception);
        }
    }
}
