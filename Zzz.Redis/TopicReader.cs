using System.Buffers.Text;
using System.Text;

namespace Zzz.Redis;

/// <summary>Passes on the messages in the payloads of one topic, one payload after another.</summary>
internal sealed class TopicReader(string topic, IBackplaneHost host)
{
    /// <summary>The epoch of the latest payload: the next one very probably has the same.</summary>
    private string _epoch = "";

    /// <summary>Passes on the messages in a payload; returns false if it has an unknown format.</summary>
    public bool Read(ReadOnlyMemory<byte> payload)
    {
        if (payload.Span is [Payload.Appended, ..]) return ReadAppended(payload[1..]);
        if (payload.Span is not [Payload.Message, ..]) return false;
        host.Received(topic, payload[1..], null);
        return true;
    }

    private bool ReadAppended(ReadOnlyMemory<byte> payload)
    {
        int end = payload.Span.IndexOf((byte)'\n');
        if (end < 0) return false;
        ReadOnlySpan<byte> header = payload.Span[..end];
        int space = header.IndexOf((byte)' ');
        if (space <= 0 || !Utf8Parser.TryParse(header[(space + 1)..], out long offset, out int digits)) return false;
        if (!Ascii.Equals(header[..space], _epoch)) _epoch = Encoding.ASCII.GetString(header[..space]);
        return Split(payload[(end + 1)..], header[(space + 1 + digits)..], offset);
    }

    /// <param name="messages">The messages, one behind another.</param>
    /// <param name="lengths">Their lengths, each behind a space or comma.</param>
    /// <param name="offset">The offset of the first message.</param>
    private bool Split(ReadOnlyMemory<byte> messages, ReadOnlySpan<byte> lengths, long offset)
    {
        while (lengths.Length > 0)
        {
            if (!Utf8Parser.TryParse(lengths[1..], out int length, out int digits) || (uint)length > messages.Length) return false;
            host.Received(topic, messages[..length], new TopicPosition(_epoch, offset++));
            messages = messages[length..];
            lengths = lengths[(1 + digits)..];
        }

        return messages.IsEmpty;
    }
}
