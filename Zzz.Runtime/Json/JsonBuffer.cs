using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Zzz.Connection.Sending;
using Zzz.Protocol;

namespace Zzz.Json;

/// <summary>A value as JSON in pooled memory, on its way to <see cref="SendGate"/>. Each thread keeps one, as it is costly to make.</summary>
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

    /// <summary>Writes a value; disposing of the buffer gives its memory back.</summary>
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

    /// <summary>Writes a value of a type that is known only now.</summary>
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

    /// <summary>While a buffer is in use nobody else can take it: a converter may send JSON too.</summary>
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
