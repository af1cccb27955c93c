using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Zzz.Testing.Hosting;
using Zzz.Testing.Transport;

namespace Zzz;

/// <summary>
/// A client that does what a test says: one that behaves, or one that does not. It reads only while the test expects something, so what the
/// server sends meanwhile waits, and after 64 KiB the server waits too: a client that expects nothing is a slow reader.
/// </summary>
/// <remarks>
/// Each wait ends after <see cref="Timeout"/> with a <see cref="WsTestException"/> that says what was expected and what came instead.
/// Messages that come are taken in order and one by one; pings and pongs between them are passed over. Use one client on one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// await using WsTestClient client = await app.ConnectAsync("/ws/echo");
/// await client.SendAsync("hello");
/// await client.ExpectTextAsync("hello");
/// await client.CloseAsync();
/// </code>
/// </example>
public sealed class WsTestClient : IAsyncDisposable
{
    private readonly MemoryConnection _connection;
    private readonly Stream _stream;
    private readonly FrameStream _frames;
    private readonly FailureLog _failures;
    private readonly SemaphoreSlim _sending = new(1);
    private long _probes;
    private bool _hasSentClose;

    internal WsTestClient(MemoryConnection connection, Stream stream, HttpResponseHeaders headers, FailureLog failures)
    {
        _connection = connection;
        _stream = stream;
        _frames = new FrameStream(stream);
        _failures = failures;
        Headers = headers;
    }

    /// <summary>How long a wait may last, in real time: so long that only what never comes exceeds it. 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether pings and closes of the server are answered when they are read, as every decent client does; <see langword="true"/>.
    /// </summary>
    public bool AnswersControlFrames { get; set; } = true;

    /// <summary>The headers of the 101.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The subprotocol that the server chose, or <see langword="null"/>.</summary>
    public string? Subprotocol => Headers.TryGetValues("Sec-WebSocket-Protocol", out IEnumerable<string>? values) ? values.Single() : null;

    /// <summary>Takes all messages, if they are for others than the one who expects something here: those of channels go to their topics.</summary>
    internal Action<WsTestFrame>? Sorter { get; set; }

    /// <summary>Sends a text message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A task that completes when the message is on its way.</returns>
    public Task SendAsync(string text) => SendAsync(WsTestFrame.Text(text));

    /// <summary>Sends a binary message.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>A task that completes when the message is on its way.</returns>
    public Task SendBinaryAsync(ReadOnlyMemory<byte> payload) => SendAsync(WsTestFrame.Binary(payload));

    /// <summary>Sends a value as JSON, in a text message.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">How to write it; <see cref="JsonSerializerOptions.Web"/> if <see langword="null"/>.</param>
    /// <returns>A task that completes when the message is on its way.</returns>
    public Task SendJsonAsync<T>(T value, JsonSerializerOptions? options = null) =>
        SendAsync(new WsTestFrame(1, JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web)));

    /// <summary>Sends a frame: a fragment, a ping, a frame that breaks a rule.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>A task that completes when the frame is on its way.</returns>
    public Task SendAsync(WsTestFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _hasSentClose |= frame.Opcode == 8;
        return SendRawAsync(frame.ToBytes());
    }

    /// <summary>Sends bytes as they are: half a frame, several at once, or none at all. What is sent to a server that has gone is lost.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>A task that completes when the bytes are on their way; while 1 MiB is, it waits.</returns>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Timeout);
        try
        {
            await WriteAsync(bytes, limit.Token);
        }
        catch (IOException)
        {
            // As with TCP: who writes to a peer that has gone finds out when he reads.
        }
        catch (OperationCanceledException)
        {
            throw Failure($"Expected the server to read {bytes.Length} bytes, but it took no more");
        }
    }

    /// <summary>The next message is text.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<string> ExpectTextAsync() => Encoding.UTF8.GetString((await ExpectAsync(1, "a text")).Payload.Span);

    /// <summary>The next message is this text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A task that completes when it has come.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task ExpectTextAsync(string text)
    {
        WsTestFrame expected = WsTestFrame.Text(text);
        ThrowUnlessEqual(expected, await ExpectAsync(1, expected.Describe()));
    }

    /// <summary>The next message is binary.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<byte[]> ExpectBinaryAsync() => (await ExpectAsync(2, "a binary message")).Payload.ToArray();

    /// <summary>The next message is binary and has these bytes.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>A task that completes when it has come.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task ExpectBinaryAsync(ReadOnlyMemory<byte> payload)
    {
        WsTestFrame expected = WsTestFrame.Binary(payload);
        ThrowUnlessEqual(expected, await ExpectAsync(2, expected.Describe()));
    }

    /// <summary>The next message is text, and is JSON.</summary>
    /// <typeparam name="T">What to read it as.</typeparam>
    /// <param name="options">How to read it; <see cref="JsonSerializerOptions.Web"/> if <see langword="null"/>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<T> ExpectJsonAsync<T>(JsonSerializerOptions? options = null)
    {
        WsTestFrame message = await ExpectAsync(1, $"JSON of {typeof(T).Name}");
        try
        {
            return JsonSerializer.Deserialize<T>(message.Payload.Span, options ?? JsonSerializerOptions.Web)!;
        }
        catch (JsonException exception)
        {
            throw new WsTestException($"Expected JSON of {typeof(T).Name}, but got {message.Describe()}: {exception.Message}", exception);
        }
    }

    /// <summary>The server pings, before it sends any message. The ping is answered if <see cref="AnswersControlFrames"/> says so.</summary>
    /// <returns>The ping's payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<byte[]> ExpectPingAsync() => (await ExpectAsync(9, "a ping")).Payload.ToArray();

    /// <summary>The server sends a pong, before it sends any message.</summary>
    /// <returns>The pong's payload.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<byte[]> ExpectPongAsync() => (await ExpectAsync(10, "a pong")).Payload.ToArray();

    /// <summary>The server closes: with its own close frame, or with the answer to ours. It is answered if it has to be.</summary>
    /// <param name="code">The code; <see langword="null"/> for any.</param>
    /// <param name="reason">The reason; <see langword="null"/> for any.</param>
    /// <returns>The code that came, 1005 if none did, and the reason.</returns>
    /// <exception cref="WsTestException">Something else came, or nothing.</exception>
    public async Task<(WsCloseCode Code, string Reason)> ExpectCloseAsync(WsCloseCode? code = null, string? reason = null)
    {
        string expected = code is null ? "a close" : $"a close with {(int)code}{(reason is null ? "" : $" \"{reason}\"")}";
        WsTestFrame frame = await ExpectAsync(8, expected);
        (WsCloseCode Code, string Reason) close = CloseOf(frame);
        if ((code ?? close.Code) != close.Code || (reason ?? close.Reason) != close.Reason)
            throw Failure($"Expected {expected}, but got {frame.Describe()}");
        return close;
    }

    /// <summary>
    /// The server ends the connection without another message or close frame, and has done with it: <c>OnClose</c> has returned, and what it
    /// did can be seen.
    /// </summary>
    /// <returns>A task that completes when that is so.</returns>
    /// <exception cref="WsTestException">Something came, or the connection goes on.</exception>
    public async Task ExpectEndAsync()
    {
        const string Expected = "the end of the connection";
        while (await ReadAsync(Expected) is { } frame)
            if (frame.Opcode < 9) throw Failure($"Expected {Expected}, but got {frame.Describe()}");
        await DoneAsync(Expected);
    }

    /// <summary>
    /// The server has nothing more to say to what it was sent so far. No time is waited for: the client sends a ping, which the server answers
    /// when it has handled all that came before, and nothing comes before that answer. What the server sends later, of its own accord, does
    /// not count.
    /// </summary>
    /// <returns>A task that completes when that is so; all that was sent before has then been handled.</returns>
    /// <exception cref="WsTestException">Something came, or the connection has ended.</exception>
    public async Task ExpectNothingAsync()
    {
        const string Expected = "nothing";
        byte[] probe = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(probe, ++_probes);
        await SendAsync(WsTestFrame.Ping(probe));
        while (await ReadAsync(Expected) is var frame && frame?.Opcode is not 10 || !frame.Payload.Span.SequenceEqual(probe))
            if (frame?.Opcode is not (9 or 10)) throw Instead(Expected, frame);
    }

    /// <summary>
    /// Does the closing handshake: sends a close, passes over what the server still had to say, and expects the code back, and the end. When it
    /// is done, <c>OnClose</c> has returned.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="reason">The reason, up to 123 bytes of UTF-8.</param>
    /// <returns>A task that completes when the connection has ended.</returns>
    /// <exception cref="WsTestException">The server answered otherwise, or not.</exception>
    public async Task CloseAsync(WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        string expected = $"the answer to a close with {(int)code}";
        await SendAsync(WsTestFrame.Close(code, reason));
        WsTestFrame? frame;
        while ((frame = await ReadAsync(expected))?.Opcode is not (8 or null))
        {
        }

        if (frame is null || CloseOf(frame).Code != code) throw Instead(expected, frame);
        await ExpectEndAsync();
    }

    /// <summary>Drops the connection at once, as a TCP reset does: what is on its way is lost.</summary>
    /// <returns>A task that completes when the server has done with the connection: <c>OnClose</c> has returned.</returns>
    /// <exception cref="WsTestException">The server goes on, such as in a handler that does not return.</exception>
    public Task ResetAsync()
    {
        _connection.Reset();
        return DoneAsync("the server to end a connection that was reset");
    }

    /// <summary>Leaves without a close frame, as a process that exits does: its system sends a TCP FIN after what was sent before.</summary>
    /// <returns>A task that completes when the server has done with the connection: <c>OnClose</c> has returned.</returns>
    /// <exception cref="WsTestException">The server goes on, such as in a handler that does not return.</exception>
    public Task LeaveAsync()
    {
        _connection.Finish();
        return DoneAsync("the server to end a connection that its client left");
    }

    /// <summary>Drops the connection if it is still open.</summary>
    /// <returns>A task that has completed.</returns>
    public ValueTask DisposeAsync()
    {
        _connection.Reset();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads one frame for the <see cref="Sorter"/>. Pings and pongs are passed over; there must not be a close, or the end.</summary>
    internal async Task SortNextAsync(string expected)
    {
        WsTestFrame? frame = await ReadAnyAsync(expected);
        if (!TrySort(frame) && frame?.Opcode is not (9 or 10)) throw Instead(expected, frame);
    }

    /// <summary>Names what the app logged: most often it is the cause.</summary>
    internal WsTestException Failure(string text) =>
        new(_failures.Last is { } cause ? $"{text}. The app logged {cause.GetType().Name}: {cause.Message}" : $"{text}.", _failures.Last);

    private static (WsCloseCode Code, string Reason) CloseOf(WsTestFrame frame) => frame.Payload.Length < 2
        ? (WsCloseCode.NoStatusReceived, "")
        : ((WsCloseCode)BinaryPrimitives.ReadUInt16BigEndian(frame.Payload.Span), Encoding.UTF8.GetString(frame.Payload.Span[2..]));

    private async Task<WsTestFrame> ExpectAsync(int opcode, string expected)
    {
        WsTestFrame? frame;
        do frame = await ReadAsync(expected);
        while (frame?.Opcode is 9 or 10 && frame.Opcode != opcode);
        return frame?.Opcode == opcode ? frame : throw Instead(expected, frame);
    }

    private async Task<WsTestFrame?> ReadAsync(string expected)
    {
        WsTestFrame? frame;
        do frame = await ReadAnyAsync(expected);
        while (TrySort(frame));
        return frame;
    }

    private bool TrySort(WsTestFrame? frame)
    {
        if (Sorter is null || frame?.Opcode is not (1 or 2)) return false;
        Sorter(frame);
        return true;
    }

    private async Task<WsTestFrame?> ReadAnyAsync(string expected)
    {
        using var limit = new CancellationTokenSource(Timeout);
        try
        {
            WsTestFrame? frame = await _frames.ReadAsync(limit.Token);
            if (frame is not null && AnswersControlFrames) await AnswerAsync(frame);
            return frame;
        }
        catch (OperationCanceledException)
        {
            throw Failure($"Expected {expected}, but nothing came within {Timeout.TotalSeconds:0.#} s");
        }
    }

    /// <summary>One topic of a channel client may send while another reads, and answers a ping.</summary>
    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task AnswerAsync(WsTestFrame frame)
    {
        if (frame.Opcode == 9) await SendAsync(WsTestFrame.Pong(frame.Payload)); // RFC 6455 §5.5.2
        if (frame.Opcode == 8 && !_hasSentClose) await SendAsync(new WsTestFrame(8, frame.Payload[..Math.Min(2, frame.Payload.Length)])); // RFC 6455 §5.5.1
    }

    private async Task DoneAsync(string expected)
    {
        try
        {
            await _connection.Done.WaitAsync(Timeout);
        }
        catch (TimeoutException)
        {
            throw Failure($"Expected {expected}, but it had not done with it within {Timeout.TotalSeconds:0.#} s");
        }
    }

    private void ThrowUnlessEqual(WsTestFrame expected, WsTestFrame frame)
    {
        if (!expected.Payload.Span.SequenceEqual(frame.Payload.Span)) throw Instead(expected.Describe(), frame);
    }

    private WsTestException Instead(string expected, WsTestFrame? frame) =>
        Failure($"Expected {expected}, but {(frame is null ? "the connection has ended" : $"got {frame.Describe()}")}");
}
