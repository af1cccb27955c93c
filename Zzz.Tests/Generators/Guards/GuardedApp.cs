using System.Net;
using System.Reflection;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Hosting;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Generators.Guards;

/// <summary>
/// A user's project that is built in memory and runs on real Kestrel: its routes and, for each guarded class, an ASP.NET Core endpoint with the
/// attributes that reflection finds on the class.
/// </summary>
internal sealed class GuardedApp : IAsyncDisposable
{
    private readonly TestApp _app;
    private readonly HttpClient _client;

    private GuardedApp(TestApp app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = app.Address };
    }

    public static async Task<GuardedApp> StartAsync(GuardCase[] cases, params string[] sources)
    {
        Assembly assembly = Load(GeneratorRun.Over(sources));
        return new GuardedApp(await TestApp.StartAsync(options => options.Channels.RateLimit = null, Build, app => Use(app, assembly, cases)));
    }

    /// <summary>Returns the status with which an ASP.NET Core endpoint answers.</summary>
    public async Task<int> AskEndpointAsync(GuardCase guarded, GuardUser user) => (int)(await AskAsync($"/plain{guarded.Number}", user)).StatusCode;

    /// <summary>Returns the status with which an upgrade request is answered, with 200 in place of 101.</summary>
    public async Task<int> AskRouteAsync(GuardCase guarded, GuardUser user)
    {
        using var request = user.Request($"/r{guarded.Number}?vsn=2.0.0");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Guarded();
        return answer.StatusCode == HttpStatusCode.SwitchingProtocols ? 200 : (int)answer.StatusCode;
    }

    public Task<ChannelTestPeer> ConnectAsync(GuardUser user) => ChannelTestPeer.OpenAsync(
        _app.Port, "V2", "", [.. user.Headers.Where(header => !header.StartsWith("Host:", StringComparison.Ordinal))]);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, GuardUser user)
    {
        using HttpRequestMessage request = user.Request(path);
        return await _client.SendAsync(request).Guarded();
    }

    private static Assembly Load(GeneratorRun run)
    {
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Assembly.Load(image.ToArray());
    }

    private static void Build(WebApplicationBuilder builder)
    {
        HeaderAuthentication.AddTo(builder.Services);
        builder.Services.AddAuthorizationBuilder().AddPolicy("adults", policy => policy.RequireRole("30"));
        builder.Services.AddCors();
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy("none", context => RateLimitPartition.Get("", _ => new NoPermits()));
        });
    }

    private static void Use(WebApplication app, Assembly assembly, GuardCase[] cases)
    {
        app.UseRateLimiter();
        app.UseCors();
        foreach (GuardCase guarded in cases)
            app.MapGet($"/plain{guarded.Number}", () => "").WithMetadata(ReflectedOf(assembly.GetType($"C{guarded.Number}", throwOnError: true)!, guarded.Cell));
        assembly.GetType("Zzz.ZzzEndpoints", throwOnError: true)!
            .GetMethod("MapZzz", BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(null, [app]);
    }

    /// <summary>Returns the attributes that guard a cell: those of the class and of <c>OnJoin</c> for a join, those of a handler for its event.</summary>
    private static object[] ReflectedOf(Type type, string cell) =>
    [
        .. cell == "the event" ? [] : type.GetCustomAttributes(inherit: true),
        .. type.GetMethod(cell == "the event" ? "E" : "OnJoin")?.GetCustomAttributes(inherit: true) ?? [],
    ];

    /// <summary>A rate limiter that refuses everything.</summary>
    private sealed class NoPermits : RateLimiter
    {
        public override TimeSpan? IdleDuration => null;

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => new NoLease();

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(new NoLease());
    }

    private sealed class NoLease : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
