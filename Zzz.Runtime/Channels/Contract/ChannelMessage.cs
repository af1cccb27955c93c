using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Zzz.Channels.Contract;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Dispatch;
using Zzz.Json;

namespace Zzz.CompilerServices;

/// <summary>
/// A join or an event, as generated code sees it. Holds the payload and sends the reply; valid until the handler's task completes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ChannelMessage
{
    private readonly TopicWriter _writer;
    private readonly Envelope _envelope;

    internal ChannelMessage(TopicWriter writer, in Envelope envelope)
    {
        _writer = writer;
        _envelope = envelope;
    }

    /// <summary>The payload of a binary message.</summary>
    /// <exception cref="JsonException">The payload is JSON.</exception>
    public ReadOnlyMemory<byte> Bytes =>
        _envelope.IsBinary ? _envelope.Payload : throw new MalformedJsonException("The payload is JSON, but the handler takes bytes.");

    /// <summary>Reads the payload as a JSON value other than <c>null</c>.</summary>
    /// <typeparam name="T">The payload's type.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The payload is not valid JSON of the type.</exception>
    public T Json<T>() => JsonOrNull<T>() ?? throw new MalformedJsonException(typeof(T));

    /// <summary>Reads the payload as JSON.</summary>
    /// <typeparam name="T">The payload's type.</typeparam>
    /// <returns>The value; <see langword="null"/> if the payload is <c>null</c>.</returns>
    /// <exception cref="JsonException">The payload is not valid JSON of the type.</exception>
    public T? JsonOrNull<T>()
    {
        if (_envelope.IsBinary) throw new MalformedJsonException("The payload is binary, but the handler takes JSON.");
        return _writer.Client.Json.Read<T>(_envelope.Payload.Span);
    }

    /// <summary>Replies ok, with <c>{}</c>.</summary>
    public void Reply() => _writer.Reply(_envelope.Ref.Span, ok: true);

    /// <summary>Replies ok, with a value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="response">The value that the reply carries.</param>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists <typeparamref name="T"/>.</exception>
    public void Reply<T>(T response) => _writer.Reply(_envelope.Ref.Span, ok: true, response);

    /// <summary>Replies ok, with bytes.</summary>
    /// <param name="response">The bytes that the reply carries.</param>
    public void ReplyBinary(ReadOnlySpan<byte> response) => _writer.ReplyBinary(_envelope.Ref.Span, response);

    /// <summary>Replies as the handler decided.</summary>
    /// <param name="reply">The handler's result.</param>
    /// <exception cref="InvalidOperationException">No <c>JsonSerializerContext</c> lists the type of the value that the reply carries.</exception>
    public void Answer(Reply reply)
    {
        if (reply.IsOk && ReplyBytes.TryGet(reply.Response, out ReadOnlyMemory<byte> bytes)) ReplyBinary(bytes.Span);
        else if (reply.ResponseType is { } type) _writer.Reply(_envelope.Ref.Span, reply.IsOk, reply.Response, type);
        else _writer.Reply(_envelope.Ref.Span, reply.IsOk);
    }

    /// <inheritdoc cref="Answer(Zzz.Reply)"/>
    /// <typeparam name="T">The type of the value that the reply carries if it is ok.</typeparam>
    public void Answer<T>(Reply<T> reply)
    {
        if (!reply.HasValue) Answer(reply.ToReply());
        else if (ReplyBytes.TryGet(reply.Value, out ReadOnlyMemory<byte> bytes)) ReplyBinary(bytes.Span);
        else Reply(reply.Value);
    }

    /// <summary>
    /// Pushes each item of a stream to the client, with the name of this event, and then replies. The stream ends early if the client leaves the
    /// topic, and is always disposed.
    /// </summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="socket">The client on the topic.</param>
    /// <param name="items">The stream; <see langword="null"/> is an empty one.</param>
    /// <param name="push">Pushes an item, after waiting for room.</param>
    /// <returns>A task that completes when the stream has ended.</returns>
    public async ValueTask PushEach<T>(ChannelSocket socket, IAsyncEnumerable<T>? items, Func<ChannelSocket, string, T, ValueTask<WsSendResult>> push)
    {
        ArgumentNullException.ThrowIfNull(socket);
        string name = Encoding.UTF8.GetString(_envelope.Event.Span);
        WsSendResult last = await ItemStream.RunAsync(
            items, (socket, name, push), static (item, to) => to.push(to.socket, to.name, item), socket.Left);
        if (last == WsSendResult.Unsupported) ReplyBinary([]); // serializer V1 has no binary messages; the reply becomes an error that says so
        else Reply();
    }

    /// <summary>Leaves the reply to the handler.</summary>
    /// <returns>The object through which the handler replies.</returns>
    public ReplyTo Defer() => new DeferredReply(_writer, _envelope.Ref.ToArray());
}
