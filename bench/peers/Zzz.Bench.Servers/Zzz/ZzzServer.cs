namespace Zzz.Bench.Servers.Zzz;

/// <summary>Zzz with controllers, through generated dispatch.</summary>
internal sealed class ZzzServer(DeflateMode deflate, string? redis) : Contestant
{
    public override void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SoakCounts>();
        builder.Services.AddZzz(options =>
        {
            options.MaxMessageSize = options.MaxBufferedBytes = MaxMessageSize;
            options.Compression.Enabled = deflate != DeflateMode.None;
            options.Compression.ServerContextTakeover = options.Compression.ClientContextTakeover = deflate == DeflateMode.Takeover;
            options.Compression.ServerMaxWindowBits = options.Compression.ClientMaxWindowBits = 15; // as the others have it
            if (redis is not null) options.KeepAliveInterval = TimeSpan.FromHours(1); // clients of a cluster only listen
        });
        if (redis is not null) builder.Services.AddZzzRedis(redis);
    }

    public override void MapTo(WebApplication app)
    {
        app.MapZzz();
        app.MapPost("/send/{topic}", async (string topic, HttpRequest request, IPubSub pubSub) =>
            pubSub.Publish(topic, await new StreamReader(request.Body).ReadToEndAsync()));
        app.MapPost("/broadcast/{topic}", async (string topic, HttpRequest request, IChannels channels) =>
            channels.Broadcast(topic, "message", new ChatMessage(1, "cluster", "ann", await new StreamReader(request.Body).ReadToEndAsync(), 0)));
        app.Services.GetRequiredService<SoakCounts>().MapTo(app);
    }
}
