using System.Net;
using System.Net.Http.Headers;

namespace Zzz.Testing.Transport;

/// <summary>Sends one upgrade request, over a connection of its own.</summary>
internal static class Upgrade
{
    /// <summary>Returns the stream of the connection after the 101 response, and the headers of that response.</summary>
    /// <exception cref="WsTestException">The answer is not a 101.</exception>
    public static async Task<(Stream Stream, HttpResponseHeaders Headers)> AcceptedAsync(
        MemoryConnection connection, string path, WsTestRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await SendAsync(connection, path, request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.SwitchingProtocols)
            throw new WsTestException($"Expected a connection to {path}, but got {await DescribeAsync(answer, cancellationToken)}");
        return (await answer.Content.ReadAsStreamAsync(cancellationToken), answer.Headers);
    }

    /// <summary>Returns the answer to a request that must be refused.</summary>
    /// <exception cref="WsTestException">The answer has another status, or the request was accepted.</exception>
    public static async Task<WsTestRefusal> RefusedAsync(
        MemoryConnection connection, string path, int status, WsTestRequest request, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(connection, path, request, cancellationToken);
        if ((int)answer.StatusCode == status)
            return new WsTestRefusal(status, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers);
        string instead = await DescribeAsync(answer, cancellationToken);
        connection.Reset();
        throw new WsTestException($"Expected {path} to be refused with {status}, but got {instead}");
    }

    public static SocketsHttpHandler Handler(Func<MemoryConnection> connect) => new()
    {
        ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(connect().Client),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    private static Task<HttpResponseMessage> SendAsync(
        MemoryConnection connection, string path, WsTestRequest request, CancellationToken cancellationToken)
    {
        var client = new HttpMessageInvoker(Handler(() => connection));
        return client.SendAsync(request.ToMessage(path), cancellationToken);
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols) return "a connection.";
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return $"{(int)answer.StatusCode} {answer.ReasonPhrase}{(text.Length == 0 ? "." : $": {text}")}";
    }
}
