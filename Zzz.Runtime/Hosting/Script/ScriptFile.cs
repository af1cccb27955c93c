using Microsoft.AspNetCore.Http;

namespace Zzz.Hosting.Script;

/// <summary>The endpoint for one file of zzz.js. It answers with the best encoding that the browser accepts, or with 304.</summary>
internal sealed class ScriptFile
{
    public static readonly ScriptFile[] All =
    [
        new("zzz.js", "text/javascript"), new("zzz.js.map", "application/json"),
        new("zzz.mjs", "text/javascript"), new("zzz.mjs.map", "application/json"),
    ];

    public static readonly string[] Methods = ["GET", "HEAD"];

    private readonly string _contentType;

    /// <summary>The encodings, best first. The first request creates them, once for all apps in the process.</summary>
    private readonly Lazy<ScriptEncoding[]> _encodings;

    private ScriptFile(string name, string contentType)
    {
        Name = name;
        _contentType = contentType;
        _encodings = new(() => EncodingsOf(EmbeddedFile.Read(name)));
    }

    public string Name { get; }

    public Task HandleAsync(HttpContext context)
    {
        ScriptEncoding encoding = _encodings.Value.First(encoding => encoding.IsAcceptedBy(context.Request.Headers.AcceptEncoding));
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=86400";
        headers.Vary = "Accept-Encoding"; // RFC 9110 §12.5.5: also on uncompressed content
        headers.XContentTypeOptions = "nosniff";
        if (encoding.Name is not null) headers.ContentEncoding = encoding.Name;
        return TypedResults.Bytes(encoding.Content, _contentType, entityTag: encoding.Tag).ExecuteAsync(context);
    }

    private static ScriptEncoding[] EncodingsOf(byte[] content) =>
        [new("br", EmbeddedFile.Brotli(content)), new("gzip", EmbeddedFile.GZip(content)), new(null, content)];
}
