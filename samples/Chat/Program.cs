using Zzz;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddZzz();
var app = builder.Build();
app.MapZzz();
app.MapZzzJs();
app.MapGet("/{file=index.html}", Page.WriteAsync);
app.Run();

[ChannelRoute("/socket", typeof(RoomChannel))]
public sealed class UserSocket;
