using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public class UnmappedControllerFixTests
{
    private const string Controller = """[WsRoute("/ws")] public class C;""";

    [Theory]
    [InlineData("\napp.Run();\n", "\napp.MapZzz();\napp.Run();\n")]
    [InlineData("app.UseWebSockets();\n\nawait app.RunAsync();\n", "app.UseWebSockets();\n\napp.MapZzz();\nawait app.RunAsync();\n")]
    [InlineData("// Now.\napp.Run();\n", "app.MapZzz();\n// Now.\napp.Run();\n")]
    public Task The_app_maps_them_before_it_runs(string before, string after) => Fixing.Turns(
        new UnmappedControllerFix(), $"var app = WebApplication.Create();\n{before}{Controller}", $"var app = WebApplication.Create();\n{after}{Controller}");

    [Fact]
    public Task A_method_that_runs_the_app_maps_them_too() => Fixing.Turns(
        new UnmappedControllerFix(),
        """
        Web.Start(WebApplication.Create());

        public static class Web
        {
            public static void Start(WebApplication app)
            {
                app.Run();
            }
        }

        [WsRoute("/ws")] public class C;
        """,
        """
        Web.Start(WebApplication.Create());

        public static class Web
        {
            public static void Start(WebApplication app)
            {
                app.MapZzz();
                app.Run();
            }
        }

        [WsRoute("/ws")] public class C;
        """);

    [Theory]
    [InlineData("WebApplication.Create().Run();")]
    [InlineData("Start(WebApplication.Create()); static void Start(WebApplication app) => app.Run();")]
    [InlineData("if (WebApplication.Create() is { } app) app.Run();")]
    public Task Where_no_statement_fits_in_nothing_is_offered(string run) =>
        Fixing.IsNotOffered(new UnmappedControllerFix(), $"{run} {Controller}");
}
