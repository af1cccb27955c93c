using Microsoft.CodeAnalysis;
using Xunit;

namespace Zzz.Tests.Generators.Analyzers;

public class UnofferedControllerAnalyzerTests
{
    private const string Controllers = """[WsRoute("/ws/b")] public class B; [WsRoute("/ws/a")] public class A;""";

    [Fact]
    public async Task A_library_without_a_module_gets_a_hint_at_its_first_controller()
    {
        Diagnostic hint = Assert.Single(await Diagnosis.HintsOf(Controllers));

        Assert.Equal(
            "ZZZ6006: No app can map 'A', because MapZzz is internal to this library: write a '[ZzzModule] public static partial class'",
            Diagnosis.Text(hint));
        Assert.Equal("A", hint.Location.SourceTree!.ToString().Substring(hint.Location.SourceSpan.Start, hint.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("[ZzzModule] public static partial class M;")]
    [InlineData("public static class M { public static void MapChat(this WebApplication app) => app.MapZzz(); }")]
    public async Task A_library_that_offers_them_gets_none(string offer) => Assert.Empty(await Diagnosis.HintsOf($"{Controllers} {offer}"));

    [Theory]
    [InlineData("public class Plain;")]
    [InlineData($"WebApplication.Create().Run(); {Controllers}")]
    public async Task Another_assembly_gets_none(string source) => Assert.Empty(await Diagnosis.HintsOf(source));
}
