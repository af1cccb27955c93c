using Zzz;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddZzz();
if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 } redis) builder.Services.AddZzzRedis(redis); // several servers, one chat
var app = builder.Build();
app.MapZzz();
app.MapZzzJs();
app.MapGet("/{file=index.html}", Page.WriteAsync);
app.Run();

[ChannelRoute("/socket", typeof(RoomChannel))]
public sealed class UserSocket;
