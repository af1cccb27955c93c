using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>How the routes of one assembly read and write JSON: by the app's settings, and with the metadata of source-generated contexts alone.</summary>
internal sealed class WsJson
{
    /// <summary>Refuses what the app's code rules out, null above all, and a member that is there twice: no two parsers agree on which of them counts.</summary>
    private readonly JsonSerializerOptions _readOptions;

    /// <param name="settings">The app's settings for JSON.</param>
    /// <param name="contexts">The contexts of the assembly; those of the settings come before them.</param>
    public WsJson(JsonSerializerOptions settings, ReadOnlySpan<IJsonTypeInfoResolver> contexts)
    {
        Settings = settings;
        // The writer escapes. With an encoder in the options, System.Text.Json would never use what a context generated to write with.
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

    /// <summary>The app's settings; they say how what is written looks.</summary>
    public JsonSerializerOptions Settings { get; }

    public JsonSerializerOptions Options { get; }

    /// <summary>How a type is written; the options keep it.</summary>
    public JsonTypeInfo<T> TypeInfo<T>()
    {
        JsonTypeInfo<T>? last = LastWritten<T>.Info;
        return last?.Options == Options ? last : LastWritten<T>.Info = (JsonTypeInfo<T>)TypeInfo(typeof(T));
    }

    /// <inheritdoc cref="TypeInfo{T}"/>
    public JsonTypeInfo TypeInfo(Type type) => TypeInfo(type, Options);

    /// <summary>How a type is read; the options keep it.</summary>
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

    /// <summary>Saves the options' lookup for each message, as nearly all apps have one set of options.</summary>
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
