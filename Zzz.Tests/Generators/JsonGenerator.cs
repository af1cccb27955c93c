using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Zzz.Tests.Generators;

/// <summary>Runs the generator of System.Text.Json, which completes the <c>JsonSerializerContext</c>s of a project.</summary>
internal static class JsonGenerator
{
    private static readonly AnalyzerFileReference Assembly = new(
        Path.Combine(AppContext.BaseDirectory, "System.Text.Json.SourceGeneration.dll"), new Loader());

    public static ISourceGenerator Instance { get; } = Assembly.GetGenerators(LanguageNames.CSharp).Single();

    /// <summary>Returns the project as its author sees it, with the contexts completed.</summary>
    public static Compilation Complete(CSharpCompilation project)
    {
        CSharpGeneratorDriver.Create([Instance], parseOptions: (CSharpParseOptions)project.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(project, out Compilation completed, out _);
        return completed;
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
