// The application that tests run in a process of its own: as it was built, or as a native executable.
using System.Globalization;
using Zzz;
using Zzz.TestServer;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration["urls"] ??= "http://127.0.0.1:0";
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddZzz();
builder.Services.AddSingleton<ClosedConnections>();

var app = builder.Build();
app.MapZzz();
app.MapGet("/", () => Results.Content("<!doctype html><title>Zzz</title>", "text/html"));
app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
app.MapGet("/closed/{id}", (string id, ClosedConnections closed) => closed.WaitAsync(id));
app.Run();
