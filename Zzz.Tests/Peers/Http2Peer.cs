using System.Net;

namespace Zzz.Tests.Peers;

/// <summary>A client that is merely an HTTP/2 stream. Several may share one connection.</summary>
internal sealed class Http2Peer : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _stream;

    private Http2Peer(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _stream = stream;
    }

    public HttpResponseMessage Response => _response;

    /// <summary>Sends a request with headers, each "name: value", and returns the head of the answer.</summary>
    public static Task<HttpResponseMessage> AskAsync(HttpMessageInvoker client, Uri uri, HttpMethod method, string? protocol, params string[] headers)
    {
        var request = new HttpRequestMessage(method, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Protocol = protocol;
        foreach (string[] header in headers.Select(header => header.Split(": "))) request.Headers.Add(header[0], header[1]);
        return client.SendAsync(request, CancellationToken.None).Guarded();
    }

    /// <summary>Performs the handshake (RFC 8441 §5).</summary>
    public static async Task<Http2Peer> OpenAsync(HttpMessageInvoker client, Uri uri, params string[] headers)
    {
        HttpResponseMessage response = await AskAsync(client, uri, HttpMethod.Connect, "websocket", ["Sec-WebSocket-Version: 13", .. headers]);
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"No WebSocket: {response}");
        return new Http2Peer(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task SendAsync(params byte[] bytes)
    {
        await _stream.WriteAsync(bytes).AsTask().Guarded();
        await _stream.FlushAsync().Guarded();
    }

    /// <summary>Receives one frame from the server, of up to 125 bytes.</summary>
    public async Task<ServerFrame> ReadFrameAsync()
    {
        byte[] start = new byte[2];
        await _stream.ReadExactlyAsync(start).AsTask().Guarded();
        byte[] payload = new byte[start[1]];
        await _stream.ReadExactlyAsync(payload).AsTask().Guarded();
        return new ServerFrame(start[0], payload);
    }

    /// <summary>Receives everything up to the server's END_STREAM. A reset throws.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var all = new MemoryStream();
        await _stream.CopyToAsync(all).Guarded();
        return all.ToArray();
    }

    /// <summary>Resets the stream.</summary>
    public void Dispose() => _response.Dispose();
}
