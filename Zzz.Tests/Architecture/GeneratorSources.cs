using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Tests.Architecture;

/// <summary>The sources of Zzz.Generators.</summary>
internal static class GeneratorSources
{
    /// <summary>All sources of the project.</summary>
    public static CSharpCompilation Compilation { get; } = ProjectSources.Compile("Zzz.Generators");

    /// <summary>Returns all sources of the project, and one that a test adds.</summary>
    public static CSharpCompilation With(string path, string text) => Compilation.AddSyntaxTrees(ProjectSources.Parse(path, text));
}
