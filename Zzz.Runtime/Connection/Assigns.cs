namespace Zzz.Connection;

/// <summary>The values that middleware and handlers keep with a connection.</summary>
/// <remarks>It is its own lock, as each connection has one of it.</remarks>
internal sealed class Assigns(Dictionary<string, object?>? initial)
{
    private Dictionary<string, object?>? _values = initial;

    public T? Get<T>(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (this) return _values is not null && _values.TryGetValue(key, out object? value) ? (T?)value : default;
    }

    public void Set(string key, object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (this) (_values ??= [])[key] = value;
    }
}
