using System.Text;
using Microsoft.AspNetCore.Http;

namespace Zzz.Hosting;

/// <summary>Why a request gets no connection, and how it is told so (RFC 6455 §4.2.2, §4.4).</summary>
internal sealed record UpgradeRefusal(int Status, string Text, string Reason) : IResult
{
    /// <summary>The reason of every answer that comes from <c>OnUpgrade</c>.</summary>
    public const string Verdict = "on_upgrade";

    public static readonly UpgradeRefusal NotAnUpgrade = new(StatusCodes.Status400BadRequest, "400 Bad Request: Not a WebSocket upgrade request", "not_an_upgrade");
    public static readonly UpgradeRefusal Version = new(StatusCodes.Status426UpgradeRequired, "426 Upgrade Required: Sec-WebSocket-Version must be 13", "version");
    public static readonly UpgradeRefusal VersionOfConnect = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Version must be 13", "version");
    public static readonly UpgradeRefusal Extensions = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Extensions is malformed", "extensions");
    public static readonly UpgradeRefusal AuthToken = new(StatusCodes.Status400BadRequest, "400 Bad Request: The token in Sec-WebSocket-Protocol is no Base64 of UTF-8", "auth_token");
    public static readonly UpgradeRefusal Key = new(StatusCodes.Status400BadRequest, "400 Bad Request: Sec-WebSocket-Key must be 16 bytes in base64, once", "key");
    public static readonly UpgradeRefusal Origin = new(StatusCodes.Status403Forbidden, "403 Forbidden: Origin not allowed", "origin");
    public static readonly UpgradeRefusal Serializer = new(StatusCodes.Status403Forbidden, "403 Forbidden: vsn must be 1.x or 2.x", "serializer");
    public static readonly UpgradeRefusal Denied = new(StatusCodes.Status403Forbidden, "403 Forbidden", Verdict);
    public static readonly UpgradeRefusal TooManyConnections = new(StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable: Too many connections", "too_many_connections");
    public static readonly UpgradeRefusal Stopping = new(StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable: Server shutting down", "stopping");

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
