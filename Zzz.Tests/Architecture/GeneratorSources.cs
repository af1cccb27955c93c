using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Tests.Architecture;

/// <summary>The sources of Zzz.Generators.</summary>
internal static class GeneratorSources
{
    /// <summary>All of them.</summary>
    public static CSharpCompilation Compilation { get; } = ProjectSources.Compile("Zzz.Generators");

    /// <summary>All of them, and one that is planted among them.</summary>
    public static CSharpCompilation With(string path, string text) => Compilation.AddSyntaxTrees(ProjectSources.Parse(path, text));
}
