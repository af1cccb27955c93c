using Xunit;

namespace Zzz.Tests.Generators.Analyzers;

public class UnmappedControllerAnalyzerTests
{
    private const string Controllers = """[WsRoute("/ws/b")] public class B; [WsRoute("/ws/a")] public class A;""";

    private const string Message =
        "ZZZ6005: This app has no endpoint for 'A', because it never calls MapZzz: write app.MapZzz() before app.Run()";

    [Theory]
    [InlineData("[|app.Run()|];")]
    [InlineData("await [|app.RunAsync(\"http://127.0.0.1:0\")|];")]
    public Task An_app_that_runs_without_them_is_reported_where_it_runs(string run) => Diagnosis.Is(App(run), Message);

    [Fact]
    public Task An_app_that_runs_elsewhere_is_reported_at_its_first_controller() =>
        Diagnosis.Is("""Console.WriteLine(); [WsRoute("/ws/a")] public class [|A|];""", Message);

    [Theory]
    [InlineData("app.MapZzz(); app.Run();")]
    [InlineData("app.MapGroup(\"/v1\").MapZzz(); app.Run();")]
    [InlineData("ZzzEndpoints.MapZzz(app); app.Run();")]
    public Task An_app_that_maps_them_is_not(string run) => Diagnosis.IsNone(App(run));

    [Fact]
    public Task Sockets_have_to_be_mapped_too() => Diagnosis.Is(
        """var app = WebApplication.Create(); [|app.Run()|]; [Channel("c")] public class A; [ChannelRoute("/socket", typeof(A))] public class S;""",
        Message.Replace("'A'", "'S'", StringComparison.Ordinal));

    [Fact]
    public Task An_app_without_controllers_is_not() => Diagnosis.IsNone("WebApplication.Create().Run();");

    [Fact]
    public Task An_app_whose_module_maps_them_is_not() =>
        Diagnosis.IsNone(App("M.Map(app); app.Run();") + "[ZzzModule] internal static partial class M;");

    [Fact]
    public Task A_library_is_not() => Diagnosis.IsNone(Controllers);

    private static string App(string run) => $"var app = WebApplication.Create(); {run} {Controllers}";
}
