using System.Globalization;
using Zzz.Bench.Load;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;
using Zzz.Protocol;

namespace Zzz.Bench.Guard;

/// <summary>
/// Echoes in the pure protocol core: bytes in, a message, bytes out, without a connection around it. Runs as a separate process, so that a tool can
/// count the instructions: <c>core-echo payload count</c>.
/// </summary>
internal sealed class CoreEcho
{
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer;
    private readonly byte[] _input = new byte[64 * 1024];
    private PooledBuffer _output = new(limit: 1024 * 1024);

    private CoreEcho(bool isDeflated)
    {
        var close = new CloseState();
        var agreed = new DeflateParameters(false, DeflateParameters.MaxWindowBits, false, DeflateParameters.MaxWindowBits);
        _reader = new MessageReader(maxMessageSize: 1024 * 1024, close, isDeflated ? new Decompressor(agreed, 1024 * 1024) : null);
        _writer = new MessageWriter(close, isDeflated ? new Compressor(agreed) : null);
    }

    /// <summary>The payloads that can be echoed, by name.</summary>
    public static Dictionary<string, (Payload Payload, bool IsDeflated)> Payloads { get; } = new()
    {
        ["text-128"] = (Payload.Ascii(128), false),
        ["text-1k-utf8"] = (Payload.NonAscii(1024), false),
        ["json-1k-deflated"] = (Payload.Json(1024), true),
    };

    public static void Run(string[] args)
    {
        (Payload payload, bool isDeflated) = Payloads[args[0]];
        FrameTape tape = payload.TapeFor(new PlainDialect(), isDeflated ? DeflateMode.Isolated : DeflateMode.None, atOnce: 1, publishes: false);
        var echo = new CoreEcho(isDeflated);
        int position = 0;
        for (int left = int.Parse(args[1], CultureInfo.InvariantCulture); left > 0; left--)
        {
            int one = 1;
            echo.Echo(tape.Next(ref position, ref one).Span);
        }
    }

    private void Echo(ReadOnlySpan<byte> frame)
    {
        Span<byte> input = _input.AsSpan(0, frame.Length);
        frame.CopyTo(input); // a copy, because unmasking is done in place
        MessageEvent found = _reader.Read(input, out _);
        if (found.Kind != MessageEventKind.Message) throw new InvalidOperationException("A frame was not read.");
        _writer.WriteMessage(ref _output, found.MessageKind, found.Start < 0 ? _reader.Message.Span : input.Slice(found.Start, found.Length));
        _reader.ReleaseMessage();
        _output.Clear();
    }
}
