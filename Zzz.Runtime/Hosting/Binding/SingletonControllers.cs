using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Hosting.Binding;

/// <summary>The controllers of an app of which all connections share one instance. Each is made when its first connection comes.</summary>
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
            // The app disposes of its services in reverse order of their making: of the controller before what it was made of.
            appServices.GetRequiredService<ControllerDisposal>().Controller = controller;
            _controllers.Add(typeof(T), controller);
            return controller;
        }
    }
}
