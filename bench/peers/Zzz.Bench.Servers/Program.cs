// One server of a benchmark: Zzz.Bench.Servers <name> <none|isolated|takeover> [tuned] [sockets] [tls] [redis=<address>]
using Zzz;
using Zzz.Bench.Servers;
using Zzz.Bench.Servers.AspNetCore;
using Zzz.Bench.Servers.SignalR;
using Zzz.Bench.Servers.Zzz;
using Zzz.TestServer;

var deflate = Enum.Parse<DeflateMode>(args[1], ignoreCase: true);
string? redis = args.FirstOrDefault(option => option.StartsWith("redis=", StringComparison.Ordinal))?["redis=".Length..];
Contestant server = args[0] switch
{
    "zzz" => new ZzzServer(deflate, redis),
    "aspnetcore" => new MiddlewareServer(deflate, zeroByteReads: false),
    "aspnetcore-zero-byte" => new MiddlewareServer(deflate, zeroByteReads: true),
    "signalr" => new SignalRServer(redis),
    _ => throw new ArgumentException($"There is no server {args[0]}."),
};

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
if (args.Contains("tls"))
{
    builder.WebHost.UseUrls("https://127.0.0.1:0").UseKestrelHttpsConfiguration();
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = SelfSignedCertificate.Create()));
}

builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
server.AddTo(builder);
if (args.Contains("tuned")) builder.WebHost.UseZzzTuning();
if (args.Contains("sockets")) builder.WebHost.UseZzzSockets();
var app = builder.Build();
server.MapTo(app);
ProcessEndpoints.MapTo(app);
app.Run();
