using Microsoft.CodeAnalysis;
using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Checks that the stages of the generator refer only to earlier ones.</summary>
public class StageTests
{
    [Fact]
    public void The_sources_of_the_generator_keep_to_the_stages() => LadderTests.AssertNone(Violations(GeneratorSources.Compilation, _ => true));

    [Theory]
    [InlineData("Gathering/Planted.cs", "class Planted { Zzz.Generators.Emitting.CodeWriter? code; }", "Emitting is not for Gathering")]
    [InlineData("Emitting/Planted.cs", "class Planted { string? Name => typeof(Zzz.Generators.Gathering.SessionGatherer).Name; }", "Gathering is not for Emitting")]
    [InlineData("Emitting/Planted.cs", "class Planted { Zzz.Generators.Parsing.Callback? callback; }", "Parsing is not for Emitting")]
    [InlineData("Models/Planted.cs", "class Planted { Zzz.Generators.Parsing.Callback? callback; }", "Parsing is not for Models")]
    [InlineData("Rules/Methods/Planted.cs", "class Planted { Zzz.Generators.Models.SessionModel? model; }", "Models is not for Rules")]
    [InlineData("Parsing/Planted.cs", "class Planted { object made = new Zzz.Generators.ZzzGenerator(); }", "the generator itself")]
    [InlineData("Elsewhere/Planted.cs", "class Planted { string Name => Zzz.Generators.KnownTypes.Task; }", "a room that the stages do not know")]
    public void A_planted_violation_is_found(string path, string source, string rule) => Assert.Contains(
        Violations(GeneratorSources.With(path, source), file => file == path), violation => violation.StartsWith($"{path}(1): {rule}", StringComparison.Ordinal));

    [Fact]
    public void What_is_allowed_is_not_found() => Assert.Empty(Violations(
        GeneratorSources.With("Emitting/Planted.cs", "class Planted { Zzz.Generators.Models.SessionModel? model; string Name => Zzz.Generators.KnownTypes.Task; }"),
        file => file == "Emitting/Planted.cs"));

    private static List<string> Violations(Compilation compilation, Func<string, bool> files) =>
    [
        .. from reference in References.In(compilation, files)
           let rule = Stages.BrokenBy(reference)
           where rule is not null
           select $"{reference.File}({reference.Line}): {rule}: {reference.TypeName}",
    ];
}
