using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Zzz.Dispatch;

namespace Zzz.CompilerServices;

/// <summary>
/// The text of a value in an upgrade request, which generated code parses for a parameter of a callback. If the value is missing or cannot be parsed,
/// the request is refused, and the result must not be used.
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

    /// <summary>Parses the value, which must be present.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>The value.</returns>
    public T Required<T>()
        where T : IParsable<T> => Required<T>(TryParse);

    /// <summary>Parses the value, or returns a default if there is none.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="otherwise">The default.</param>
    /// <returns>The value.</returns>
    public T Or<T>(T otherwise)
        where T : IParsable<T> => Text is null ? otherwise : Required<T>(TryParse);

    /// <summary>Parses the value, or returns <see langword="null"/> if there is none.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>The value.</returns>
    public T? OrNull<T>()
        where T : struct, IParsable<T> => Text is null ? null : Required<T>(TryParse);

    /// <summary>Parses the value, or returns <see langword="null"/> if there is none.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>The value.</returns>
    public T? OrDefault<T>()
        where T : class, IParsable<T> => Text is null ? null : Required<T>(TryParse);

    /// <summary>Parses all values with the name, or returns an empty array if there are none.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>The values, in order.</returns>
    public T[] All<T>()
        where T : IParsable<T> => All<T>(TryParse);

    /// <summary>Parses all values with the name, or returns <see langword="null"/> if there are none.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>The values, in order.</returns>
    public T[]? AllOrNull<T>()
        where T : IParsable<T> => _values.Count == 0 ? null : All<T>(TryParse);

    /// <summary>Parses an enum member, which must be present, from its case-insensitive name or its number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <returns>The member.</returns>
    public T RequiredEnum<T>()
        where T : struct, Enum => Required<T>(TryParseEnum);

    /// <summary>Parses the value as an enum member, or returns a default if there is no value.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="otherwise">The default.</param>
    /// <returns>The member.</returns>
    public T EnumOr<T>(T otherwise)
        where T : struct, Enum => Text is null ? otherwise : Required<T>(TryParseEnum);

    /// <summary>Parses the value as an enum member, or returns <see langword="null"/> if there is no value.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <returns>The member.</returns>
    public T? EnumOrNull<T>()
        where T : struct, Enum => Text is null ? null : Required<T>(TryParseEnum);

    /// <summary>Parses all the values as enum members, or returns an empty array if there are no values.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <returns>The members, in order.</returns>
    public T[] AllEnums<T>()
        where T : struct, Enum => All<T>(TryParseEnum);

    /// <summary>Parses all the values as enum members, or returns <see langword="null"/> if there are no values.</summary>
    /// <typeparam name="T">The enum.</typeparam>
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
        // The answer does not repeat the value, because it must not echo text from an untrusted client.
        _binder.Refuse($"{_source} value '{_name}' is not a valid {typeof(T).Name}");
        return default!;
    }
}
