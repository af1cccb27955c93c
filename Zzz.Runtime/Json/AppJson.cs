using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>The JSON options for code outside any route: the app's settings, and the <c>JsonSerializerContext</c>s of all mapped assemblies.</summary>
internal sealed class AppJson(JsonSerializerOptions settings)
{
    private readonly Lock _lock = new();
    private readonly List<IJsonTypeInfoResolver> _contexts = [];
    private volatile WsJson? _current;

    public WsJson Current
    {
        get
        {
            if (_current is { } current) return current;
            lock (_lock) return _current ??= new WsJson(settings, _contexts.ToArray());
        }
    }

    /// <summary>Adds the contexts of an assembly that is being mapped.</summary>
    public void Add(ReadOnlySpan<IJsonTypeInfoResolver> contexts)
    {
        lock (_lock)
        {
            _contexts.AddRange(contexts);
            _current = null;
        }
    }
}
