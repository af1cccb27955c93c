using System.Text;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

/// <summary>The events that a <see cref="MessageReader"/> finds in a peer's bytes, one line each, however the bytes are cut.</summary>
internal sealed class MessageTrace(int maxMessageSize = 16 * 1024 * 1024, DeflateParameters? compression = null)
{
    private readonly List<string> _events = [];
    private readonly MessageReader _reader = new(maxMessageSize, new CloseState(), compression is null ? null : new Decompressor(compression, maxMessageSize));

    public IReadOnlyList<string> Events => _events;

    public string Last => _events[^1];

    /// <summary>Whether the peer's close frame was found after a fault.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Returns the events for bytes that arrive in one piece.</summary>
    public static List<string> Of(byte[] input) => new MessageTrace().Feed(input)._events;

    /// <summary>Returns the events for bytes that arrive in two pieces.</summary>
    public static List<string> OfCut(byte[] input, int cut) => new MessageTrace().Feed(input[..cut]).Feed(input[cut..])._events;

    /// <summary>Returns the events for bytes that arrive one by one.</summary>
    public static List<string> OfSingleBytes(byte[] input) => new MessageTrace().FeedSingly(input)._events;

    /// <summary>Returns the fault that the reader finds and how many bytes it needs for that, or 0 if it finds none.</summary>
    public static (int Bytes, string Fault) FirstFault(byte[] input, int maxMessageSize = 1024) => new MessageTrace(maxMessageSize).FeedToFault(input);

    /// <inheritdoc cref="FirstFault"/>
    public (int Bytes, string Fault) FeedToFault(byte[] input)
    {
        for (int i = 0; i < input.Length; i++)
            if (Feed([input[i]])._events is [.., var last] && last.StartsWith("fault", StringComparison.Ordinal)) return (i + 1, last);
        return (0, "");
    }

    public MessageTrace FeedSingly(byte[] bytes)
    {
        foreach (byte one in bytes) Feed([one]);
        return this;
    }

    /// <summary>Reads the next bytes, without changing the caller's copy.</summary>
    public MessageTrace Feed(byte[] bytes)
    {
        byte[] copy = [.. bytes];
        Span<byte> input = copy;
        while (true)
        {
            MessageEvent found = _reader.Read(input, out int consumed);
            if (found.Kind == MessageEventKind.NeedMore)
            {
                Xunit.Assert.Equal(input.Length, consumed);
                return this;
            }

            if (found.Kind == MessageEventKind.Close && _events is [.., ['f', ..]]) IsAnswered = true;
            else _events.Add(Describe(found, input));
            if (found.Kind == MessageEventKind.Message) _reader.ReleaseMessage();
            input = input[consumed..];
        }
    }

    private string Describe(MessageEvent found, ReadOnlySpan<byte> input) => found.Kind switch
    {
        MessageEventKind.Message when found.MessageKind == WsMessageKind.Text => $"text {Encoding.UTF8.GetString(PayloadOf(found, input))}",
        MessageEventKind.Message => $"binary {Convert.ToHexString(PayloadOf(found, input))}",
        MessageEventKind.Ping => $"ping {Convert.ToHexString(found.Payload)}",
        MessageEventKind.Pong => $"pong {Convert.ToHexString(found.Payload)}",
        MessageEventKind.Close => $"close {(int)found.ClosePayload.Code} {found.ClosePayload.Reason}".TrimEnd(),
        _ => $"fault {(int)found.Fault!.Code} {found.Fault.Clause}",
    };

    private ReadOnlySpan<byte> PayloadOf(MessageEvent found, ReadOnlySpan<byte> input) =>
        found.Start < 0 ? _reader.Message.Span : input.Slice(found.Start, found.Length);
}
