using System.Text;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Conformance;

/// <summary>The data that a client sends, write by write, and what must result from it. A script without another end closes with 1000.</summary>
internal sealed class Script
{
    private readonly List<byte[]> _writes = [];
    private readonly List<Outcome> _outcomes = [];

    public IReadOnlyList<byte[]> Writes => _writes;

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    public byte[] Bytes => [.. _writes.SelectMany(write => write)];

    /// <summary>Sends bytes as is.</summary>
    public Script Send(params byte[] bytes)
    {
        _writes.Add(bytes);
        return this;
    }

    /// <summary>Sends a frame, given its first byte and its payload.</summary>
    public Script Frame(byte first, byte[] payload) => Send(ClientFrame.Of(first, payload));

    public Script Frame(byte first, string payload = "") => Frame(first, Encoding.UTF8.GetBytes(payload));

    /// <summary>Sends a whole text message, which must come back.</summary>
    public Script Text(string text) => Frame(0x81, text).Expect(OutcomeKind.Text, text);

    public Script Text(byte[] utf8) => Frame(0x81, utf8).Expect(OutcomeKind.Text, utf8);

    /// <summary>Sends a whole binary message, which must come back.</summary>
    public Script Binary(byte[] payload) => Frame(0x82, payload).Expect(OutcomeKind.Binary, payload);

    /// <summary>Sends a ping, which must be answered with a pong.</summary>
    public Script Ping(byte[] payload) => Frame(0x89, payload).Expect(OutcomeKind.Ping, payload);

    public Script Ping(string payload = "") => Ping(Encoding.UTF8.GetBytes(payload));

    /// <summary>Sends a pong, which must not be answered.</summary>
    public Script Pong(string payload = "") => Frame(0x8A, payload).Expect(OutcomeKind.Pong, payload);

    /// <summary>Sends a message in fragments, which must come back as one message.</summary>
    public Script Fragments(OutcomeKind kind, byte[] payload, int size)
    {
        byte first = kind == OutcomeKind.Text ? (byte)0x01 : (byte)0x02;
        for (int start = 0; start < payload.Length; start += size, first = 0x00)
        {
            bool last = start + size >= payload.Length;
            Frame((byte)(first | (last ? 0x80 : 0)), payload[start..Math.Min(start + size, payload.Length)]);
        }

        return Expect(kind, payload);
    }

    public Script Repeat(int count, Action<Script> steps)
    {
        for (int i = 0; i < count; i++) steps(this);
        return this;
    }

    /// <summary>Splits everything written so far into writes of this many bytes.</summary>
    public Script Chopped(int size)
    {
        byte[][] chops = [.. Bytes.Chunk(size)];
        _writes.Clear();
        _writes.AddRange(chops);
        return this;
    }

    /// <summary>Joins everything written so far into one write.</summary>
    public Script AtOnce() => Chopped(int.MaxValue);

    public Script Expect(OutcomeKind kind, byte[] payload)
    {
        _outcomes.Add(new Outcome(kind, payload));
        return this;
    }

    public Script Expect(OutcomeKind kind, string payload) => Expect(kind, Encoding.UTF8.GetBytes(payload));

    /// <summary>Sends a close frame, which must be answered with its code.</summary>
    public Script Close(int code = 1000, string reason = "") => Send(ClientFrame.Close(code, reason)).Closes(code, reason);

    /// <summary>Expects the last thing sent to close the connection with this code.</summary>
    public Script Closes(int code, string reason = "") => End(new Outcome(OutcomeKind.Close, Encoding.UTF8.GetBytes(reason), code));

    /// <summary>Expects the last thing sent to fail the connection, at once and with this code.</summary>
    public Script Fails(int code = 1002) => End(new Outcome(OutcomeKind.Fault, [], code));

    public Script Ended() => _outcomes.Exists(outcome => outcome.IsEnd) ? this : Close();

    private Script End(Outcome end)
    {
        _outcomes.Add(end);
        return this;
    }
}
