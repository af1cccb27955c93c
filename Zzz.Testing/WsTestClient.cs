using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Zzz.Testing.Hosting;
using Zzz.Testing.Transport;

namespace Zzz;

/// <summary>
/// A client that a test controls, well-behaved or not. The client reads only while the test expects something. Until then, messages from the server
/// wait, and after 64 KiB the server has to wait too: a client of which nothing is expected is a slow reader.
/// </summary>
/// <remarks>
/// A wait that takes longer than <see cref="Timeout"/> ends with a <see cref="WsTestException"/> that says what was expected and what came instead.
/// Messages are taken one by one, in order; pings and pongs between them are skipped. Use a client on one thread at a time.
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

    /// <summary>The longest time that a wait may take, in real time. Default: 30 seconds, which only a real failure should exceed.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the client answers the server's pings and closes when it reads them, as the protocol requires. Default: <see langword="true"/>.
    /// </summary>
    public bool AnswersControlFrames { get; set; } = true;

    /// <summary>The headers of the 101 response.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>The subprotocol that the server chose, or <see langword="null"/> if it chose none.</summary>
    public string? Subprotocol => Headers.TryGetValues("Sec-WebSocket-Protocol", out IEnumerable<string>? values) ? values.Single() : null;

    /// <summary>Receives all messages, if it is set: channel messages go to their topics instead of to the expectations of this client.</summary>
    internal Action<WsTestFrame>? Sorter { get; set; }

    /// <summary>Sends a text message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A task that completes when the message has been sent.</returns>
    public Task SendAsync(string text) => SendAsync(WsTestFrame.Text(text));

    /// <summary>Sends a binary message.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>A task that completes when the message has been sent.</returns>
    public Task SendBinaryAsync(ReadOnlyMemory<byte> payload) => SendAsync(WsTestFrame.Binary(payload));

    /// <summary>Sends a value as JSON, in a text message.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="options">The options for writing the value; <see cref="JsonSerializerOptions.Web"/> if <see langword="null"/>.</param>
    /// <returns>A task that completes when the message has been sent.</returns>
    public Task SendJsonAsync<T>(T value, JsonSerializerOptions? options = null) =>
        SendAsync(new WsTestFrame(1, JsonSerializer.SerializeToUtf8Bytes(value, options ?? JsonSerializerOptions.Web)));

    /// <summary>Sends a frame, such as a fragment, a ping, or a frame that violates the protocol.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>A task that completes when the frame has been sent.</returns>
    public Task SendAsync(WsTestFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _hasSentClose |= frame.Opcode == 8;
        return SendRawAsync(frame.ToBytes());
    }

    /// <summary>Sends raw bytes: half a frame, several frames, or anything else. If the server has ended the connection, the bytes are lost.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>A task that completes when the bytes have been sent. It waits while the server has 1 MiB of unread data.</returns>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Timeout);
        try
        {
            await WriteAsync(bytes, limit.Token);
        }
        catch (IOException)
        {
            // As with TCP, a client that writes to a peer that is gone finds that out only when it reads.
        }
        catch (OperationCanceledException)
        {
            throw Failure($"Expected the server to read {bytes.Length} bytes, but it took no more");
        }
    }

    /// <summary>Expects the next message to be text.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<string> ExpectTextAsync() => Encoding.UTF8.GetString((await ExpectAsync(1, "a text")).Payload.Span);

    /// <summary>Expects the next message to be this text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A task that completes when the message has arrived.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task ExpectTextAsync(string text)
    {
        WsTestFrame expected = WsTestFrame.Text(text);
        ThrowUnlessEqual(expected, await ExpectAsync(1, expected.Describe()));
    }

    /// <summary>Expects the next message to be binary.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<byte[]> ExpectBinaryAsync() => (await ExpectAsync(2, "a binary message")).Payload.ToArray();

    /// <summary>Expects the next message to be binary, with these bytes.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>A task that completes when the message has arrived.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task ExpectBinaryAsync(ReadOnlyMemory<byte> payload)
    {
        WsTestFrame expected = WsTestFrame.Binary(payload);
        ThrowUnlessEqual(expected, await ExpectAsync(2, expected.Describe()));
    }

    /// <summary>Expects the next message to be JSON, in a text message.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="options">The options for reading the value; <see cref="JsonSerializerOptions.Web"/> if <see langword="null"/>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
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

    /// <summary>Expects a ping before the next message. The client answers the ping if <see cref="AnswersControlFrames"/> is set.</summary>
    /// <returns>The ping's payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<byte[]> ExpectPingAsync() => (await ExpectAsync(9, "a ping")).Payload.ToArray();

    /// <summary>Expects a pong before the next message.</summary>
    /// <returns>The pong's payload.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
    public async Task<byte[]> ExpectPongAsync() => (await ExpectAsync(10, "a pong")).Payload.ToArray();

    /// <summary>Expects a close frame: either the server's own, which the client answers, or the server's answer to the client's close frame.</summary>
    /// <param name="code">The expected code; <see langword="null"/> accepts any.</param>
    /// <param name="reason">The expected reason; <see langword="null"/> accepts any.</param>
    /// <returns>The code, which is 1005 if the frame has none, and the reason.</returns>
    /// <exception cref="WsTestException">Something else arrived, or nothing.</exception>
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
    /// Expects the server to end the connection without another message or close frame. When the task completes, <c>OnClose</c> has returned, and its
    /// effects are visible.
    /// </summary>
    /// <returns>A task that completes when the connection has ended.</returns>
    /// <exception cref="WsTestException">Something arrived, or the connection stays open.</exception>
    public async Task ExpectEndAsync()
    {
        const string Expected = "the end of the connection";
        while (await ReadAsync(Expected) is { } frame)
            if (frame.Opcode < 9) throw Failure($"Expected {Expected}, but got {frame.Describe()}");
        await DoneAsync(Expected);
    }

    /// <summary>
    /// Expects that the server has nothing more to send in response to what it has received. No time passes: the client sends a ping, which the
    /// server answers once it has handled everything before the ping, and nothing else may arrive before that answer. Messages that the server sends
    /// later on its own do not count.
    /// </summary>
    /// <returns>A task that completes when the server has handled everything that was sent earlier.</returns>
    /// <exception cref="WsTestException">Something arrived, or the connection has ended.</exception>
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
    /// Performs the closing handshake: sends a close, skips messages that are still on their way, and expects a close with the same code and then the
    /// end of the connection. When the task completes, <c>OnClose</c> has returned.
    /// </summary>
    /// <param name="code">The code.</param>
    /// <param name="reason">The reason, up to 123 bytes of UTF-8.</param>
    /// <returns>A task that completes when the connection has ended.</returns>
    /// <exception cref="WsTestException">The server gave another answer, or none.</exception>
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

    /// <summary>Drops the connection at once, like a TCP reset. Data on its way is lost.</summary>
    /// <returns>A task that completes when the server has finished with the connection: <c>OnClose</c> has returned.</returns>
    /// <exception cref="WsTestException">The server does not finish, for example because a handler does not return.</exception>
    public Task ResetAsync()
    {
        _connection.Reset();
        return DoneAsync("the server to end a connection that was reset");
    }

    /// <summary>Leaves without a close frame, like a process that exits. The server receives everything that was sent earlier, and then a TCP FIN.</summary>
    /// <returns>A task that completes when the server has finished with the connection: <c>OnClose</c> has returned.</returns>
    /// <exception cref="WsTestException">The server does not finish, for example because a handler does not return.</exception>
    public Task LeaveAsync()
    {
        _connection.Finish();
        return DoneAsync("the server to end a connection that its client left");
    }

    /// <summary>Drops the connection, if it is still open.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        _connection.Reset();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads one frame for the <see cref="Sorter"/>. Skips pings and pongs, and fails if a close frame or the end of the connection comes.</summary>
    internal async Task SortNextAsync(string expected)
    {
        WsTestFrame? frame = await ReadAnyAsync(expected);
        if (!TrySort(frame) && frame?.Opcode is not (9 or 10)) throw Instead(expected, frame);
    }

    /// <summary>Creates an exception that also names the last exception that the app logged, which is usually the cause.</summary>
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

    /// <summary>Writes one message at a time, because one topic of a channel client may send while another one reads and answers a ping.</summary>
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
            throw Failure($"Expected {expected}, but it did not within {Timeout.TotalSeconds:0.#} s");
        }
    }

    private void ThrowUnlessEqual(WsTestFrame expected, WsTestFrame frame)
    {
        if (!expected.Payload.Span.SequenceEqual(frame.Payload.Span)) throw Instead(expected.Describe(), frame);
    }

    private WsTestException Instead(string expected, WsTestFrame? frame) =>
        Failure($"Expected {expected}, but {(frame is null ? "the connection has ended" : $"got {frame.Describe()}")}");
}
