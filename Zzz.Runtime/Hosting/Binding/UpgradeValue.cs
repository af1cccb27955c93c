using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Zzz.Dispatch;

namespace Zzz.CompilerServices;

/// <summary>
/// A value of an upgrade request, as text, on its way to a parameter of a callback. One that is missing or cannot be parsed refuses the
/// request, and what is returned then does not count.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UpgradeValue
{
    private readonly UpgradeBinder _binder;
    private readonly string _source;
    private readonly string _name;
    private readonly StringValues _values;

    internal UpgradeValue(UpgradeBinder binder, string source, string name, StringValues values)
    {
        _binder = binder;
        _source = source;
        _name = name;
        _values = values;
    }

    private delegate bool Parser<T>(string text, [NotNullWhen(true)] out T? value);

    private string? Text => _values.Count == 0 ? null : _values[0];

    /// <summary>The value, which must be there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The value.</returns>
    public T Required<T>()
        where T : IParsable<T> => Required<T>(TryParse);

    /// <summary>The value, or another one if there is none.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="otherwise">The other one.</param>
    /// <returns>The value.</returns>
    public T Or<T>(T otherwise)
        where T : IParsable<T> => Text is null ? otherwise : Required<T>(TryParse);

    /// <summary>The value, or <see langword="null"/> if there is none.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The value.</returns>
    public T? OrNull<T>()
        where T : struct, IParsable<T> => Text is null ? null : Required<T>(TryParse);

    /// <summary>The value, or <see langword="null"/> if there is none.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The value.</returns>
    public T? OrDefault<T>()
        where T : class, IParsable<T> => Text is null ? null : Required<T>(TryParse);

    /// <summary>All values of the name; none if it is not there.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <returns>The values, in order.</returns>
    public T[] All<T>()
        where T : IParsable<T> => All<T>(TryParse);

    /// <summary>All values of the name; <see langword="null"/> if it is not there.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <returns>The values, in order.</returns>
    public T[]? AllOrNull<T>()
        where T : IParsable<T> => _values.Count == 0 ? null : All<T>(TryParse);

    /// <summary>The member of an enumeration, by its name in any case or its number, which must be there.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The member.</returns>
    public T RequiredEnum<T>()
        where T : struct, Enum => Required<T>(TryParseEnum);

    /// <summary>The member of an enumeration, or another one if there is none.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="otherwise">The other one.</param>
    /// <returns>The member.</returns>
    public T EnumOr<T>(T otherwise)
        where T : struct, Enum => Text is null ? otherwise : Required<T>(TryParseEnum);

    /// <summary>The member of an enumeration, or <see langword="null"/> if there is none.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The member.</returns>
    public T? EnumOrNull<T>()
        where T : struct, Enum => Text is null ? null : Required<T>(TryParseEnum);

    /// <summary>All members of an enumeration that the name has; none if it is not there.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The members, in order.</returns>
    public T[] AllEnums<T>()
        where T : struct, Enum => All<T>(TryParseEnum);

    /// <summary>All members of an enumeration that the name has; <see langword="null"/> if it is not there.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The members, in order.</returns>
    public T[]? AllEnumsOrNull<T>()
        where T : struct, Enum => _values.Count == 0 ? null : All<T>(TryParseEnum);

    private static bool TryParse<T>(string text, [NotNullWhen(true)] out T? value)
        where T : IParsable<T> => PeerValue.TryParse(text, out value);

    private static bool TryParseEnum<T>(string text, out T value)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out value);

    private T Required<T>(Parser<T> tryParse)
    {
        if (Text is { } text) return Parse(text, tryParse);
        _binder.Refuse($"{_source} value '{_name}' is missing");
        return default!;
    }

    private T[] All<T>(Parser<T> tryParse)
    {
        var all = new T[_values.Count];
        for (int i = 0; i < all.Length; i++) all[i] = Parse(_values[i] ?? "", tryParse);
        return all;
    }

    private T Parse<T>(string text, Parser<T> tryParse)
    {
        if (tryParse(text, out T? value)) return value;
        // The value itself is not repeated: what a stranger sends has no place in our answer.
        _binder.Refuse($"{_source} value '{_name}' is no valid {typeof(T).Name}");
        return default!;
    }
}
