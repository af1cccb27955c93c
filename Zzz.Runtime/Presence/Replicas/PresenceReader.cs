using System.Buffers.Binary;
using System.Text;

namespace Zzz.Presence.Replicas;

/// <summary>Reads the entries of a <see cref="PresenceMessage"/>. What is malformed reads as nothing, and never reaches the end.</summary>
internal ref struct PresenceReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _isMalformed;

    public readonly bool IsAtEnd => !_isMalformed && _rest.IsEmpty;

    public string Text() => Text(Number());

    public string Text(int size) => Encoding.UTF8.GetString(Bytes(size));

    public string[] Texts()
    {
        var texts = new List<string>();
        for (int left = Number(); left > 0 && !_isMalformed; left--) texts.Add(Text());
        return [.. texts];
    }

    public PresenceEntry[] Entries(string topic)
    {
        var entries = new List<PresenceEntry>();
        for (int left = Number(); left > 0 && !_isMalformed; left--)
            entries.Add(new PresenceEntry(topic, Text(), Text(), Bytes(Number()).ToArray()));
        return [.. entries];
    }

    private int Number()
    {
        ReadOnlySpan<byte> number = Bytes(sizeof(int));
        return number.IsEmpty ? 0 : BinaryPrimitives.ReadInt32LittleEndian(number);
    }

    private ReadOnlySpan<byte> Bytes(int size)
    {
        _isMalformed |= (uint)size > (uint)_rest.Length;
        if (_isMalformed) return [];
        ReadOnlySpan<byte> read = _rest[..size];
        _rest = _rest[size..];
        return read;
    }
}
