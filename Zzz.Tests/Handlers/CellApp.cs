using System.Reflection;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Generators;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Handlers;

/// <summary>An app with the controllers of all cells, which are in a separate library.</summary>
public sealed class CellApp : IAsyncLifetime
{
    private const string Shared =
        """
        global using System.Runtime.CompilerServices;
        global using System.Security.Claims;
        global using System.Text;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.Extensions.DependencyInjection;
        using System.Text.Json.Serialization;

        [ZzzModule] public static partial class Cells;

        public sealed record Note(string Text);

        public interface IGreeter { string Word => "greeted"; }

        public sealed class Greeter : IGreeter;

        [JsonSerializable(typeof(Note))] internal sealed partial class CellJson : JsonSerializerContext;
        """;

    private TestApp? _app;

    public int Port => _app!.Port;

    public async ValueTask InitializeAsync()
    {
        Assembly cells = Load();
        MethodInfo map = cells.GetType("Cells")!.GetMethod("Map")!;
        _app = await TestApp.StartAsync(
            build: builder =>
            {
                builder.Services.AddSingleton(new StringBuilder("served"));
                builder.Services.AddSingleton(cells.GetType("IGreeter")!, cells.GetType("Greeter")!);
                builder.Services.AddKeyedSingleton("key", new StringBuilder("served by key"));
            },
            use: app =>
            {
                app.Use((context, next) =>
                {
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], "test"));
                    return next(context);
                });
                map.CreateDelegate<Func<IEndpointRouteBuilder, IEndpointConventionBuilder>>()(app);
            });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private static Assembly Load()
    {
        using var image = new MemoryStream();
        GeneratorRun run = GeneratorRun.Over([Shared, .. Cell.All.Select(cell => cell.Source)]);
        Assert.True(run.Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }
}
