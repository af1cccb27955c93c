namespace Zzz.Connection;

/// <summary>The values that middleware and handlers store with a connection.</summary>
/// <remarks>Each instance is its own lock, which saves memory, because each connection has one.</remarks>
internal sealed class Assigns(Dictionary<string, object?>? initial)
{
    private Dictionary<string, object?>? _values = initial;

    public object? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (this) return _values?.GetValueOrDefault(key);
    }

    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public static T? As<T>(string key, object? value) => value switch
    {
        null => default,
        T found => found,
        _ => throw new InvalidCastException($"The value of '{key}' is a {value.GetType()}, not a {typeof(T)}."),
    };

    public void Set(string key, object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (this) (_values ??= [])[key] = value;
    }
}
