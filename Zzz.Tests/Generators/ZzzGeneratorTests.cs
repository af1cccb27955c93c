using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Zzz.Tests.Generators;

public class ZzzGeneratorTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Disable)]
    public void The_output_compiles_without_warnings_in_older_projects(LanguageVersion language, NullableContextOptions nullable)
    {
        GeneratorRun run = GeneratorRun.Over(
            UserProject.Of(language, nullable, Everything.First(nullable), Everything.Second(nullable), Everything.Channels(nullable)));

        Assert.Equal(
            [
                "Chat.ChatModule.g.cs", "Chat.FirstController.g.cs", "Chat.LobbyChannel.g.cs", "Chat.Outer+SecondController.g.cs",
                "Chat.RoomChannel.g.cs", "Chat.UserSocket.g.cs", "Zzz.Endpoints.g.cs",
            ],
            run.Files.Keys.Order());
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        GeneratorRun one = GeneratorRun.Over(Everything.First(), Everything.Second());
        GeneratorRun other = GeneratorRun.Over(Everything.Second(), Everything.Unrelated, Everything.First());

        Assert.Equal(one.Files.OrderBy(file => file.Key), other.Files.OrderBy(file => file.Key));
    }

    [Fact]
    public void Two_assemblies_that_see_each_other_have_a_MapZzz_each()
    {
        const string Map = "internal static class {0} {{ public static void Map(WebApplication app) => app.MapZzz(); }}";
        GeneratorRun library = GeneratorRun.Over(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]",
            string.Format(null, Map, "Library"),
            """[WsRoute("/ws/library")] public class LibraryController;""");

        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation app = UserProject.Of(string.Format(null, Map, "App"), """[WsRoute("/ws/app")] public class AppController;""")
            .WithAssemblyName("App")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));

        GeneratorRun.Over(app);
    }

    [Fact]
    public void A_project_without_the_runtime_gets_no_code()
    {
        CSharpCompilation project = UserProject.Of("""[WsRoute("/ws/echo")] public class EchoController;""");
        MetadataReference runtime =
            project.References.Single(reference => reference.Display!.EndsWith("Zzz.Runtime.dll", StringComparison.Ordinal));

        GeneratorRun run = GeneratorRun.Over(project.RemoveReferences(runtime));

        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_controller_with_a_mistake_leaves_the_others_as_they_are()
    {
        GeneratorRun run = GeneratorRun.Over(
            """[WsRoute("/ws/wrong")] public class WrongController { public int OnOpen() => 1; }""",
            """[WsRoute("/ws/right")] public class RightController { public void OnOpen() { } }""");

        Assert.Equal(["RightController.g.cs"], run.Sessions.Keys);
        Assert.DoesNotContain("WrongController", run.Endpoints.Values.Single(), StringComparison.Ordinal);
    }
}
