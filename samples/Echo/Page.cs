/// <summary>Serves the page for trying the echo, which is embedded in the executable.</summary>
internal static class Page
{
    public static async Task WriteAsync(HttpContext context)
    {
        await using Stream page = typeof(Page).Assembly.GetManifestResourceStream("index.html")!;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        await page.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
