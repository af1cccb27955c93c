using Zzz;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddZzz();
var app = builder.Build();
app.Run();
