using System.Text;
using System.Text.Json;

namespace Zzz.Channels.Wire;

/// <summary>The sixth element of a join, with which a client asks for positions: its id, and the last position that it has seen.</summary>
/// <param name="Id">The id of the client's page, so that the page does not receive its own messages; empty if it has none.</param>
/// <param name="Since">The last position that the client has seen, or <see langword="null"/> if it joins for the first time.</param>
internal sealed record RecoveryRequest(byte[] Id, TopicPosition? Since)
{
    /// <summary>The greatest integer that JavaScript represents exactly.</summary>
    public const long MaxOffset = (1L << 53) - 1;

    private const int MaxNameBytes = 32;

    /// <summary>Reads the extension of a join. Returns <see langword="false"/> if the extension is an object that does not have this form.</summary>
    /// <param name="extension">The unparsed element, which is valid JSON, or empty.</param>
    /// <param name="request">The request; <see langword="null"/> if the client does not ask for positions.</param>
    public static bool TryRead(ReadOnlySpan<byte> extension, out RecoveryRequest? request)
    {
        request = null;
        if (extension.IsEmpty || extension[0] != (byte)'{') return true;
        var reader = new Utf8JsonReader(extension);
        reader.Read();
        byte[] id = [];
        TopicPosition? since = null;
        bool sound = true;
        while (sound && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual("id"u8)) sound = TryReadName(ref reader, out id);
            else if (reader.ValueSpan.SequenceEqual("at"u8)) sound = TryReadPosition(ref reader, out since);
            else reader.Skip();
        }

        if (sound) request = new RecoveryRequest(id, since);
        return sound;
    }

    private static bool TryReadPosition(ref Utf8JsonReader reader, out TopicPosition? position)
    {
        position = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !TryReadName(ref reader, out byte[] epoch)) return false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long offset)) return false;
        position = new TopicPosition(Encoding.UTF8.GetString(epoch), offset);
        return offset is >= 0 and <= MaxOffset && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadName(ref Utf8JsonReader reader, out byte[] name)
    {
        name = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MaxNameBytes) return false;
        if (reader.ValueIsEscaped) return false;
        name = reader.ValueSpan.ToArray();
        return true;
    }
}
