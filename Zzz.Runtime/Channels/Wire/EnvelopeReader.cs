using System.Text.Json;

namespace Zzz.Channels.Wire;

/// <summary>Reads the parts of a JSON message, and copies only those that contain escapes.</summary>
internal ref struct EnvelopeReader(ReadOnlyMemory<byte> message)
{
    /// <summary>The length of the longest form that JSON has for a byte, such as <c>\u0041</c>.</summary>
    private const int MaxEscapedByte = 6;

    private readonly ReadOnlyMemory<byte> _message = message;
    private Utf8JsonReader _json = new(message.Span);

    /// <summary>Moves to the next token, and returns whether it is of the given kind.</summary>
    public bool Next(JsonTokenType kind) => _json.Read() && _json.TokenType == kind;

    /// <summary>Whether the token is of the given kind.</summary>
    public readonly bool Is(JsonTokenType kind) => _json.TokenType == kind;

    /// <summary>Whether the current token is this string.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => _json.ValueTextEquals(text);

    /// <summary>Whether nothing follows the current token.</summary>
    public bool Ends() => !_json.Read();

    /// <summary>Reads the next token as a ref, if it is a string or <c>null</c>.</summary>
    public bool TryReadRef(out ReadOnlyMemory<byte> reference)
    {
        reference = default;
        return _json.Read() && (_json.TokenType == JsonTokenType.Null || TryTakeName(out reference));
    }

    /// <summary>Reads the next token as the name of a topic or an event, if it is a string.</summary>
    public bool TryReadName(out ReadOnlyMemory<byte> name)
    {
        name = default;
        return _json.Read() && TryTakeName(out name);
    }

    /// <summary>Reads the next value, of any kind, exactly as it is in the message.</summary>
    public bool TryReadPayload(out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        if (!_json.Read() || _json.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) return false;
        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        payload = _message[start..(int)_json.BytesConsumed];
        return true;
    }

    /// <summary>Skips a value.</summary>
    public bool TrySkip() => TryReadPayload(out _);

    private readonly bool TryTakeName(out ReadOnlyMemory<byte> name)
    {
        name = default;
        if (_json.TokenType != JsonTokenType.String || _json.ValueSpan.Length > MaxEscapedByte * ChannelSerializer.MaxNameBytes) return false;
        name = _json.ValueIsEscaped ? Unescaped() : _message.Slice((int)_json.TokenStartIndex + 1, _json.ValueSpan.Length);
        return name.Length <= ChannelSerializer.MaxNameBytes;
    }

    private readonly byte[] Unescaped()
    {
        Span<byte> utf8 = stackalloc byte[MaxEscapedByte * ChannelSerializer.MaxNameBytes];
        return utf8[.._json.CopyString(utf8)].ToArray();
    }
}
