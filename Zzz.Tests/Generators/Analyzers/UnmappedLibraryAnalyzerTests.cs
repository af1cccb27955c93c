using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Zzz.Tests.Generators.Analyzers;

public class UnmappedLibraryAnalyzerTests
{
    private const string Controller = """[WsRoute("/ws/library")] public class LibraryController;""";
    private const string Module = "namespace Chat { [ZzzModule] public static partial class ChatModule; }";
    private const string Extension = "public static class Extension { public static void MapLibrary(this WebApplication app) => app.MapZzz(); }";
    private const string Says = "ZZZ6008: This maps nothing, because it maps only the controllers of this assembly, and nothing maps those of 'Library': ";

    [Theory]
    [InlineData(Controller, Says + "write a '[ZzzModule] public static partial class' there, and call its Map(app) here")]
    [InlineData(Controller + Module, Says + "write Chat.ChatModule.Map(app)")]
    public async Task A_library_that_nobody_maps_is_reported(string library, string message) =>
        Assert.Equal([message], await Said(library, "app.MapZzz();"));

    [Theory]
    [InlineData(Controller + Module, "app.MapZzz(); Chat.ChatModule.Map(app);")]
    [InlineData(Controller + Extension, "app.MapZzz(); app.MapLibrary();")]
    [InlineData(Controller, "app.MapZzz(); } } [WsRoute(\"/ws/own\")] public class Own { public void OnOpen() {")]
    [InlineData(Controller, "")]
    [InlineData(Module, "app.MapZzz();")]
    [InlineData("[Channel(\"c\")] public class C;", "app.MapZzz();")]
    public async Task Any_other_is_not(string library, string map) => Assert.Empty(await Said(library, map));

    /// <summary>Returns the mistakes in an app that uses a library with a controller and a module.</summary>
    internal static async Task<ImmutableArray<Diagnostic>> SaidBesideLibrary(string app) =>
        [.. (await Diagnosis.All(Beside(Controller + Module, app))).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    private static async Task<string[]> Said(string library, string map)
    {
        Compilation app = Beside(library, $"internal class Start {{ public static void Run(WebApplication app) {{ {map} }} }}");
        return [.. (await Diagnosis.All(app)).Where(diagnostic => diagnostic.Id == "ZZZ6008").Select(Diagnosis.Text)];
    }

    private static Compilation Beside(string library, string app)
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Over(UserProject.Of(library).WithAssemblyName("Library")).Output
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return GeneratorRun.Over(UserProject.Of(app).AddReferences(MetadataReference.CreateFromImage(image.ToArray()))).Output;
    }
}
