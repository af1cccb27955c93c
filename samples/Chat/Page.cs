/// <summary>Serves the chat page and its files, which are embedded in the executable.</summary>
internal static class Page
{
    public static async Task WriteAsync(HttpContext context)
    {
        string name = (string)context.Request.RouteValues["file"]!;
        await using Stream? file = typeof(Page).Assembly.GetManifestResourceStream(name);
        context.Response.StatusCode = file is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        if (file is null) return;

        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/javascript; charset=utf-8",
        };
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
