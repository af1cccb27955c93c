namespace Zzz.Bench.Servers.Zzz;

/// <summary>Zzz with controllers, through generated dispatch.</summary>
internal sealed class ZzzServer(DeflateMode deflate) : Contestant
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
        });
    }

    public override void MapTo(WebApplication app)
    {
        app.MapZzz();
        app.Services.GetRequiredService<SoakCounts>().MapTo(app);
    }
}
