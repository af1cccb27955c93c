using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>Reads and writes JSON for the routes of one assembly: with the app's settings, but only with metadata from source-generated contexts.</summary>
internal sealed class WsJson
{
    /// <summary>
    /// The options for reading. They refuse nulls that the app's code does not allow, and duplicate members, because parsers disagree on which one
    /// counts.
    /// </summary>
    private readonly JsonSerializerOptions _readOptions;

    /// <param name="settings">The app's settings for JSON.</param>
    /// <param name="contexts">The contexts of the assembly. Those in the settings take precedence.</param>
    public WsJson(JsonSerializerOptions settings, ReadOnlySpan<IJsonTypeInfoResolver> contexts)
    {
        Settings = settings;
        // The writer has the encoder. If the options had one too, System.Text.Json would never use the serialization code that a context generated.
        Options = new JsonSerializerOptions(settings) { Encoder = null };
        Options.TypeInfoResolverChain.Clear();
        foreach (IJsonTypeInfoResolver resolver in settings.TypeInfoResolverChain)
            if (resolver is not DefaultJsonTypeInfoResolver) Options.TypeInfoResolverChain.Add(resolver); // that one uses reflection
        foreach (IJsonTypeInfoResolver context in contexts) Options.TypeInfoResolverChain.Add(context);
        Options.TypeInfoResolverChain.Add(BuiltInJson.Default);
        Options.MakeReadOnly();
        _readOptions = new JsonSerializerOptions(Options)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
        };
        _readOptions.MakeReadOnly();
    }

    /// <summary>The app's settings, which also determine the layout and escaping when JSON is written.</summary>
    public JsonSerializerOptions Settings { get; }

    public JsonSerializerOptions Options { get; }

    /// <summary>Returns the metadata for writing a type, which the options cache.</summary>
    public JsonTypeInfo<T> TypeInfo<T>()
    {
        JsonTypeInfo<T>? last = LastWritten<T>.Info;
        return last?.Options == Options ? last : LastWritten<T>.Info = (JsonTypeInfo<T>)TypeInfo(typeof(T));
    }

    /// <inheritdoc cref="TypeInfo{T}"/>
    public JsonTypeInfo TypeInfo(Type type) => TypeInfo(type, Options);

    /// <summary>Returns the metadata for reading a type, which the options cache.</summary>
    public JsonTypeInfo<T> ReadTypeInfo<T>()
    {
        JsonTypeInfo<T>? last = LastRead<T>.Info;
        return last?.Options == _readOptions ? last : LastRead<T>.Info = (JsonTypeInfo<T>)TypeInfo(typeof(T), _readOptions);
    }

    /// <summary>Reads a value that a peer sent.</summary>
    /// <exception cref="MalformedJsonException">The JSON is not valid for the type.</exception>
    public T? Read<T>(ReadOnlySpan<byte> utf8) => PeerJson.Read(utf8, ReadTypeInfo<T>());

    private static JsonTypeInfo TypeInfo(Type type, JsonSerializerOptions options) =>
        options.TryGetTypeInfo(type, out JsonTypeInfo? info) ? info : throw Unnamed(type);

    private static InvalidOperationException Unnamed(Type type) => new(
        $"No JsonSerializerContext names '{type}'. Add [JsonSerializable(typeof({type.Name}))] to one in the assembly that calls MapZzz, "
        + "or add a context that names it to the app's HTTP JSON options.");

    /// <summary>Caches the last metadata. Nearly all apps have one set of options, so this saves a lookup for each message.</summary>
    private static class LastWritten<T>
    {
        public static JsonTypeInfo<T>? Info { get; set; }
    }

    /// <inheritdoc cref="LastWritten{T}"/>
    private static class LastRead<T>
    {
        public static JsonTypeInfo<T>? Info { get; set; }
    }
}
