using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>How code that belongs to no route writes JSON: by the app's settings, and with the contexts of all assemblies that are mapped.</summary>
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

    /// <summary>Another assembly is mapped.</summary>
    public void Add(ReadOnlySpan<IJsonTypeInfoResolver> contexts)
    {
        lock (_lock)
        {
            _contexts.AddRange(contexts);
            _current = null;
        }
    }
}
