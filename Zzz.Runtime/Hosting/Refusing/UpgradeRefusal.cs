using System.Text;
using Microsoft.AspNetCore.Http;

namespace Zzz.Hosting.Refusing;

/// <summary>The reason why an upgrade request is refused, and the answer to it (RFC 6455 §4.2.2, §4.4).</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Text">The text of the answer, which repeats nothing from the request.</param>
/// <param name="Reason">The reason as metrics name it.</param>
/// <param name="Advice">The advice in the log.</param>
internal sealed record UpgradeRefusal(int Status, string Text, string Reason, string Advice) : IResult
{
    /// <summary>The reason, as metrics name it, for every answer from <c>OnUpgrade</c>.</summary>
    public const string Verdict = "on_upgrade";

    public static readonly UpgradeRefusal NotAnUpgrade = new(StatusCodes.Status400BadRequest, "400 Bad Request: Not a WebSocket upgrade request", "not_an_upgrade",
        "This route serves only WebSockets. If the client did ask for one, a proxy has removed its Upgrade and Connection headers: see docs/security.md.");
    public static readonly UpgradeRefusal CannotUpgrade = new(StatusCodes.Status501NotImplemented, "501 Not Implemented: The request asks for a WebSocket, but this server cannot upgrade requests. In tests, use Zzz.Testing's WsTestApp in place of TestServer or WebApplicationFactory.", "cannot_upgrade",
        "Run the app on Kestrel; TestServer and WebApplicationFactory cannot upgrade requests.");
    public static readonly UpgradeRefusal Version = new(StatusCodes.Status426UpgradeRequired, "426 Upgrade Required: Sec-WebSocket-Version must be 13", "version",
        "The client uses another version of the WebSocket protocol, or a proxy removed the header.");
    public static readonly UpgradeRefusal VersionOfConnect = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Version must be 13", "version",
        "The client uses another version of the WebSocket protocol, or a proxy removed the header.");
    public static readonly UpgradeRefusal Extensions = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Extensions is malformed", "extensions",
        "The client violates RFC 6455 §9.1.");
    public static readonly UpgradeRefusal AuthToken = new(StatusCodes.Status400BadRequest, "400 Bad Request: The token in Sec-WebSocket-Protocol is not Base64 of UTF-8", "auth_token",
        "The client must send the token in Base64 after base64url.bearer.phx.");
    public static readonly UpgradeRefusal Key = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Key must appear once, with 16 bytes in Base64", "key",
        "The client violates RFC 6455 §4.2.1.");
    public static readonly UpgradeRefusal Origin = new(StatusCodes.Status403Forbidden, "403 Forbidden: Origin not allowed", "origin",
        "Add the origin of the page to WsOptions.AllowedOrigins.");
    public static readonly UpgradeRefusal Serializer = new(StatusCodes.Status403Forbidden, "403 Forbidden: vsn must be 1.x or 2.x", "serializer",
        "Clients of channels ask for vsn=1.0.0 or vsn=2.0.0.");
    public static readonly UpgradeRefusal Denied = new(StatusCodes.Status403Forbidden, "403 Forbidden", Verdict,
        "OnUpgrade returned false.");
    public static readonly UpgradeRefusal TooManyConnections = new(StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable: Too many connections", "too_many_connections",
        "Raise WsOptions.MaxConnections or Kestrel's MaxConcurrentUpgradedConnections, whichever was reached, or add servers.");
    public static readonly UpgradeRefusal Stopping = new(StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable: Server shutting down", "stopping",
        "The host is stopping; clients reconnect to another one.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/plain";
        response.ContentLength = Encoding.UTF8.GetByteCount(Text);
        if (this == Version) AskForUpgrade(response.Headers);
        if (Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "1";
        return response.WriteAsync(Text);
    }

    private static void AskForUpgrade(IHeaderDictionary headers)
    {
        headers.Upgrade = "websocket"; // RFC 9110 §15.5.22
        headers.Connection = "Upgrade, keep-alive"; // Upgrade alone would make Kestrel close the connection
        headers.SecWebSocketVersion = "13"; // RFC 6455 §4.4
    }
}
