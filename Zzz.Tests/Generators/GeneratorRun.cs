using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Zzz.Generators;

namespace Zzz.Tests.Generators;

/// <summary>One run of the generator over a project.</summary>
internal sealed class GeneratorRun
{
    private const string EndpointsFile = "Zzz.Endpoints.g.cs";

    private GeneratorRun(CSharpCompilation project)
    {
        Driver = NewDriver(project).RunGeneratorsAndUpdateCompilation(project, out Compilation output, out _);
        Output = output;
        GeneratorRunResult result = Result(Driver);
        Assert.Null(result.Exception);
        Files = result.GeneratedSources
            .Where(file => file.HintName.EndsWith(".g.cs", StringComparison.Ordinal))
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The project with the generated files in it.</summary>
    public Compilation Output { get; }

    /// <summary>The generated files by their names; the compiler's own attributes are not among them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The files of the sessions.</summary>
    public IReadOnlyDictionary<string, string> Sessions => Files.Where(file => file.Key != EndpointsFile).ToDictionary();

    /// <summary>The file that holds <c>MapZzz</c>.</summary>
    public IReadOnlyDictionary<string, string> Endpoints => Files.Where(file => file.Key == EndpointsFile).ToDictionary();

    /// <summary>Runs the generator; what comes out must compile without a warning.</summary>
    public static GeneratorRun Over(CSharpCompilation project)
    {
        var run = new GeneratorRun(project);
        Assert.Empty(UserProject.Errors(run.Output));
        return run;
    }

    /// <summary>Runs the generator over a project that has mistakes.</summary>
    public static GeneratorRun Unchecked(CSharpCompilation project) => new(project);

    public static GeneratorRun Over(params string[] sources) => Over(UserProject.Of(sources));

    /// <summary>What our generator did; beside it runs that for JSON.</summary>
    public static GeneratorRunResult Result(GeneratorDriver driver) => driver.GetRunResult().Results[0];

    private static CSharpGeneratorDriver NewDriver(CSharpCompilation project) => CSharpGeneratorDriver.Create(
        [new ZzzGenerator().AsSourceGenerator(), JsonGenerator.Instance],
        parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
