using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Hosting.Binding;

/// <summary>The controller instances that all connections of the app share. Each instance is created when the first connection to its route arrives.</summary>
internal sealed class SingletonControllers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, object> _controllers = [];

    public T Get<T>(Func<IServiceProvider, T> create, IServiceProvider appServices)
        where T : class
    {
        lock (_lock)
        {
            if (_controllers.TryGetValue(typeof(T), out object? made)) return (T)made;
            T controller = create(appServices);
            // The container disposes in reverse order of creation, so the controller is disposed before its dependencies.
            appServices.GetRequiredService<ControllerDisposal>().Controller = controller;
            _controllers.Add(typeof(T), controller);
            return controller;
        }
    }
}
