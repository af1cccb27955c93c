using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Script;

/// <summary>Tests the responses of <c>MapZzzJs</c>, over real connections.</summary>
public class MapZzzJsTests
{
    public static readonly TheoryData<string, string> Files = new()
    {
        { "zzz.js", "text/javascript" },
        { "zzz.js.map", "application/json" },
        { "zzz.mjs", "text/javascript" },
        { "zzz.mjs.map", "application/json" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_is_served_as_it_was_built(string file, string contentType)
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await GetAsync(app, file);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=86400", response.Headers.CacheControl!.ToString());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Built(file).Length, response.Content.Headers.ContentLength);
        Assert.Equal(Built(file), await BodyOf(response));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_is_served_compressed(string file, string contentType)
    {
        await using TestApp app = await StartAsync();
        foreach (string encoding in (string[])["br", "gzip"])
        {
            using HttpResponseMessage response = await GetAsync(app, file, encoding);
            byte[] body = await BodyOf(response);
            Assert.Equal(encoding, response.Content.Headers.ContentEncoding.Single());
            Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
            Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
            Assert.Equal(body.Length, response.Content.Headers.ContentLength);
            Assert.Equal(Built(file), Decompress(encoding, body));
        }
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("BR", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("*;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData("", null)]
    [InlineData(";;q=", null)]
    public async Task The_best_encoding_that_the_browser_takes_is_chosen(string accepted, string? chosen)
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await GetAsync(app, "zzz.js", accepted);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(chosen, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Fact]
    public async Task Each_encoding_of_each_file_has_its_own_tag_and_keeps_it()
    {
        await using TestApp app = await StartAsync();
        string[] files = [.. Files.Select(row => row.Data.Item1)];
        async Task<List<string>> TagsAsync()
        {
            var tags = new List<string>();
            foreach (string file in files)
            {
                foreach (string encoding in (string[])["br", "gzip", "identity"])
                {
                    using HttpResponseMessage response = await GetAsync(app, file, encoding);
                    tags.Add(response.Headers.ETag!.Tag);
                }
            }

            return tags;
        }

        List<string> first = await TagsAsync();
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Equal(first, await TagsAsync());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("*")]
    public async Task What_the_browser_has_is_not_sent_again(string condition)
    {
        await using TestApp app = await StartAsync();
        string tag = await TagAsync(app, "br");
        using HttpResponseMessage response = await GetAsync(app, "zzz.js", "br", string.Format(null, condition, tag));
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(tag, response.Headers.ETag!.Tag);
        Assert.Equal("public, max-age=86400", response.Headers.CacheControl!.ToString());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Empty(await BodyOf(response));
    }

    [Fact]
    public async Task Another_encoding_is_another_file()
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await GetAsync(app, "zzz.js", "gzip", await TagAsync(app, "br"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Built("zzz.js"), Decompress("gzip", await BodyOf(response)));
    }

    [Fact]
    public async Task Head_answers_as_get_does_without_the_content()
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage get = await GetAsync(app, "zzz.js", "br");
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        for (int i = 0; i < 2; i++) // a body would be read as the start of the second answer
        {
            await peer.SendAsync(Encoding.ASCII.GetBytes("HEAD /__zzz/zzz.js HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n"));
            string head = await peer.ReadHeadAsync();
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
            Assert.Contains($"\r\nContent-Length: {get.Content.Headers.ContentLength}\r\n", head, StringComparison.Ordinal);
            Assert.Contains($"\r\nETag: {get.Headers.ETag}\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Encoding: br\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Type: text/javascript\r\n", head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await SendAsync(app, new HttpRequestMessage(HttpMethod.Post, "/__zzz/zzz.js"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Other_files_are_not_there()
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await GetAsync(app, "zzz.d.ts");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("zzz.js")]
    [InlineData("zzz.mjs")]
    public async Task A_script_names_the_source_map_beside_it(string file)
    {
        await using TestApp app = await StartAsync();
        using HttpResponseMessage response = await GetAsync(app, file);
        string script = Encoding.UTF8.GetString(await BodyOf(response));
        Assert.EndsWith($"\n//# sourceMappingURL={file}.map\n", script, StringComparison.Ordinal);
        Assert.True(Ascii.IsValid(script), "without a charset it must read the same in all of them");
    }

    [Fact]
    public async Task A_group_gives_its_prefix_and_its_conventions()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder => HeaderAuthentication.AddTo(builder.Services),
            use: app => app.MapGroup("/members").MapZzzJs().RequireAuthorization());
        foreach (TheoryDataRow<string, string> row in Files)
        {
            using HttpResponseMessage response = await SendAsync(app, new HttpRequestMessage(HttpMethod.Get, $"/members/__zzz/{row.Data.Item1}"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(use: app => app.MapZzzJs());

    private static byte[] Built(string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "zzz.js", "dist", file));

    private static async Task<string> TagAsync(TestApp app, string encoding)
    {
        using HttpResponseMessage response = await GetAsync(app, "zzz.js", encoding);
        return response.Headers.ETag!.Tag;
    }

    private static Task<HttpResponseMessage> GetAsync(TestApp app, string file, string? accepted = null, string? noneMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/__zzz/{file}");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (noneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        return SendAsync(app, request);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestApp app, HttpRequestMessage request)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using (request) return await client.SendAsync(request, TestContext.Current.CancellationToken).Guarded();
    }

    private static Task<byte[]> BodyOf(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Decompress(string encoding, byte[] body)
    {
        using var input = new MemoryStream(body);
        using Stream stream = encoding == "br" ? new BrotliStream(input, CompressionMode.Decompress) : new GZipStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }
}
