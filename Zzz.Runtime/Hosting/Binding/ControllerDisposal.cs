namespace Zzz.Hosting.Binding;

/// <summary>Lets the app's service container dispose a shared controller, which the container did not create.</summary>
internal sealed class ControllerDisposal : IAsyncDisposable, IDisposable
{
    public object? Controller { get; set; }

    public ValueTask DisposeAsync()
    {
        if (Controller is IAsyncDisposable controller) return controller.DisposeAsync();
        Dispose();
        return default;
    }

    public void Dispose() => (Controller as IDisposable)?.Dispose();
}
