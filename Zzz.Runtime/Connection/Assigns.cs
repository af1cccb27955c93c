namespace Zzz.Connection;

/// <summary>The values that middleware and handlers keep with a connection.</summary>
internal sealed class Assigns(Dictionary<string, object?>? initial)
{
    private readonly Lock _lock = new();
    private Dictionary<string, object?>? _values = initial;

    public T? Get<T>(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_lock) return _values is not null && _values.TryGetValue(key, out object? value) ? (T?)value : default;
    }

    public void Set(string key, object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_lock) (_values ??= [])[key] = value;
    }
}
