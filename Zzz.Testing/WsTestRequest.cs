using System.Net.Http.Headers;

namespace Zzz;

/// <summary>The origin, subprotocols and headers of an upgrade request.</summary>
/// <example>
/// <code>
/// var request = new WsTestRequest { Origin = "https://shop.example", Subprotocols = ["chat.v2"], Headers = { ["Authorization"] = "Bearer abc" } };
/// await using WsTestClient client = await app.ConnectAsync("/ws/chat", request);
/// </code>
/// </example>
public sealed class WsTestRequest
{
    /// <summary>The origin of the page, such as <c>https://shop.example</c>; <see langword="null"/> simulates a client that is not a browser.</summary>
    public string? Origin { get; init; }

    /// <summary>The subprotocols that the client offers, in order of preference.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>Further headers. A header that the handshake needs replaces the test kit's own value.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    internal HttpRequestMessage ToMessage(string path)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost{path}")) { Version = new Version(1, 1) };
        Set(message.Headers, "Connection", "Upgrade"); // RFC 6455 §4.1
        Set(message.Headers, "Upgrade", "websocket"); // RFC 6455 §4.1
        Set(message.Headers, "Sec-WebSocket-Version", "13"); // RFC 6455 §4.1
        Set(message.Headers, "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="); // RFC 6455 §4.1; the key of its example
        if (Origin is not null) Set(message.Headers, "Origin", Origin);
        if (Subprotocols.Count > 0) Set(message.Headers, "Sec-WebSocket-Protocol", string.Join(", ", Subprotocols));
        foreach ((string name, string value) in Headers) Set(message.Headers, name, value);
        return message;
    }

    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
