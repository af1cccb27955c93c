using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Zzz.Connection.Sending;
using Zzz.Protocol;

namespace Zzz.Json;

/// <summary>
/// A value serialized as JSON in pooled memory, for <see cref="SendGate"/>. Each thread keeps one buffer for reuse, because creating one is costly.
/// </summary>
internal sealed class JsonBuffer : IBufferWriter<byte>, IDisposable
{
    private const int MinimumSize = 256;

    [ThreadStatic]
    private static JsonBuffer? _kept;

    private readonly JsonSerializerOptions _settings;
    private readonly Utf8JsonWriter _writer;
    private PooledBuffer _bytes = new(Array.MaxLength);

    private JsonBuffer(JsonSerializerOptions settings)
    {
        _settings = settings;
        _writer = new Utf8JsonWriter(this, WriterOptionsOf(settings));
    }

    public ReadOnlyMemory<byte> Json => _bytes.Memory;

    /// <summary>Serializes a value. Disposing the buffer releases its memory.</summary>
    public static JsonBuffer Of<T>(T value, WsJson json)
    {
        JsonTypeInfo<T> type = json.TypeInfo<T>();
        JsonBuffer buffer = Take(json.Settings);
        try
        {
            JsonSerializer.Serialize(buffer._writer, value, type);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Serializes a value of a type that is known only at run time.</summary>
    public static JsonBuffer Of(object? value, Type type, WsJson json)
    {
        JsonTypeInfo typeInfo = json.TypeInfo(type);
        JsonBuffer buffer = Take(json.Settings);
        try
        {
            JsonSerializer.Serialize(buffer._writer, value, typeInfo);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Advance(int count) => _bytes.Advance(count);

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(Math.Max(sizeHint, MinimumSize));

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(Math.Max(sizeHint, MinimumSize));

    public void Dispose()
    {
        _bytes.Clear();
        _writer.Reset();
        _kept = this;
    }

    /// <summary>Takes this thread's buffer away while it is in use, because a converter may send JSON meanwhile.</summary>
    private static JsonBuffer Take(JsonSerializerOptions settings)
    {
        JsonBuffer? kept = _kept;
        _kept = null;
        return kept?._settings == settings ? kept : new JsonBuffer(settings);
    }

    private static JsonWriterOptions WriterOptionsOf(JsonSerializerOptions settings) => new()
    {
        Encoder = settings.Encoder,
        Indented = settings.WriteIndented,
        IndentCharacter = settings.IndentCharacter,
        IndentSize = settings.IndentSize,
        NewLine = settings.NewLine,
        MaxDepth = settings.MaxDepth,
        SkipValidation = true,
    };
}
