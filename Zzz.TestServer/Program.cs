// The app that tests run in a separate process, either as built or as a native executable.
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Zzz;
using Zzz.TestServer;
using Zzz.TestServer.Channels;
using Zzz.TestServer.Forms;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration["urls"] ??= "http://127.0.0.1:0";
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = SelfSignedCertificate.Create()));
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddZzz();
if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 } redis) builder.Services.AddZzzRedis(redis);
if (builder.Configuration["tuned"] is not null) builder.WebHost.UseZzzTuning();
if (builder.Configuration["sockets"] is { } loops)
    builder.WebHost.UseZzzSockets(sockets => sockets.Loops = int.Parse(loops, CultureInfo.InvariantCulture));
if (builder.Configuration["measured"] is not null) MeterSink.Open();
if (builder.Configuration["hostile"] is not null) new HostileObserver().AddTo(builder);
// A native app needs this to write the JSON of Results.Problem.
builder.Services.AddProblemDetails();
builder.Services.AddSingleton<ClosedConnections>();
builder.Services.AddSingleton(new StringBuilder("served"));
builder.Services.AddKeyedSingleton("key", new StringBuilder("by-key"));

var app = builder.Build();
app.Use((context, next) =>
{
    // Believes the name that a client states.
    if (context.Request.Headers["X-User"].ToString() is { Length: > 0 } name)
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test"));
    return next(context);
});
app.MapZzz();
app.MapZzzJs();
FormsModule.Map(app.MapGroup("/module"));
app.MapGet("/", () => Results.Content("<!doctype html><title>Zzz</title>", "text/html"));
app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
app.MapGet("/measured", () => MeterSink.Sum.ToString(CultureInfo.InvariantCulture));
app.MapPost("/broadcast/{topic}/{name}", (string topic, string name, IChannels channels) => channels.Broadcast(topic, name, "from the app"));
app.MapPost("/numbers/{topic}/{name}/{first:int}/{last:int}", (string topic, string name, int first, int last, IChannels channels) =>
{
    for (int number = first; number <= last; number++)
    {
        if (number % 3 == 0) channels.BroadcastBinary(topic, name, BitConverter.GetBytes(number));
        else channels.Broadcast(topic, name, new Sum(number));
    }
});
app.MapPost("/store/{topic}/{name}/{number:int}", async (string topic, string name, int number, IChannels channels) =>
{
    BroadcastResult result = number % 3 == 0
        ? await channels.BroadcastBinaryAsync(topic, name, BitConverter.GetBytes(number))
        : await channels.BroadcastAsync(topic, name, new Sum(number));
    return result.Outcome.ToString();
});
app.MapPost("/disconnect/{id}", (string id, IChannels channels) => channels.Disconnect(id));
app.MapPost("/block/{threads}/{seconds}", (int threads, int seconds) =>
{
    for (int i = 0; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(_ => Thread.Sleep(TimeSpan.FromSeconds(seconds)), null);
});
app.MapGet("/throws", (IServiceProvider services) => services.GetService<HostileObserver>()?.Throws ?? 0);
app.MapGet("/closed/{id}", (string id, ClosedConnections closed) => closed.WaitAsync(id));
app.Run();
