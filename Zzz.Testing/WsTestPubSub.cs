using System.Text.Json;
using System.Text.Unicode;

namespace Zzz;

/// <summary>Stands in for <see cref="IPubSub"/> in unit tests, and records the messages that are published. Nothing leaves the process.</summary>
/// <remarks>May be used from any thread.</remarks>
/// <example>
/// <code>
/// var pubSub = new WsTestPubSub();
/// new Ticker(pubSub).Tick();
/// Assert.Equal("prices", Assert.Single(pubSub.Published).Topic);
/// </code>
/// </example>
public sealed class WsTestPubSub : IPubSub
{
    private readonly Lock _lock = new();
    private readonly List<WsTestPublication> _published = [];
    private readonly List<WsTestTopicClose> _closed = [];

    /// <summary>The published messages, in order.</summary>
    public IReadOnlyList<WsTestPublication> Published
    {
        get
        {
            lock (_lock) return [.. _published];
        }
    }

    /// <summary>The calls of <see cref="Close"/>, in order.</summary>
    public IReadOnlyList<WsTestTopicClose> Closed
    {
        get
        {
            lock (_lock) return [.. _closed];
        }
    }

    /// <summary>The results of <see cref="SubscriberCount"/> by topic; 0 for all other topics.</summary>
    public IDictionary<string, int> Subscribers { get; } = new Dictionary<string, int>();

    /// <summary>The options for writing JSON. Default: <see cref="JsonSerializerOptions.Web"/>.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    /// <inheritdoc/>
    public void Publish(string topic, string text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Publish(topic, text.AsSpan(), flags, except);

    /// <inheritdoc/>
    public void Publish(string topic, ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Add(topic, WsMessageKind.Text, WsTestFrame.Text(text.ToString()).Payload, except);

    /// <inheritdoc/>
    public void Publish(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Add(topic, message.Kind, message.Payload.ToArray(), except);

    /// <inheritdoc/>
    public void PublishUtf8(string topic, ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("The bytes of a text message must be valid UTF-8.", nameof(utf8));
        Add(topic, WsMessageKind.Text, utf8.ToArray(), except);
    }

    /// <inheritdoc/>
    public void PublishBinary(string topic, ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Add(topic, WsMessageKind.Binary, payload.ToArray(), except);

    /// <inheritdoc/>
    public void PublishJson<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Add(topic, WsMessageKind.Text, JsonSerializer.SerializeToUtf8Bytes(value, Json), except);

    /// <inheritdoc/>
    public void Close(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        lock (_lock) _closed.Add(new WsTestTopicClose(topic, code, reason));
    }

    /// <inheritdoc/>
    /// <returns>The number that <see cref="Subscribers"/> contains for the topic.</returns>
    public ValueTask<int> CloseAsync(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        Close(topic, code, reason);
        return CountAsync(topic);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(string topic) => new(SubscriberCount(topic));

    /// <inheritdoc/>
    public int SubscriberCount(string topic) => Subscribers.TryGetValue(topic, out int count) ? count : 0;

    private void Add(string topic, WsMessageKind kind, ReadOnlyMemory<byte> payload, WsConnection? except)
    {
        lock (_lock) _published.Add(new WsTestPublication(topic, WsMessage.Validated(kind, payload), except));
    }
}
