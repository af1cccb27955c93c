namespace Zzz.Hosting.Binding;

/// <summary>Lets the app's services dispose of a shared controller, which they have not made.</summary>
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
