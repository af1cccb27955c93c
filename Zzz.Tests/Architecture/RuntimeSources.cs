using Microsoft.CodeAnalysis.CSharp;
using Zzz.Tests.Generators;

namespace Zzz.Tests.Architecture;

/// <summary>The sources of Zzz.Runtime, including the code from the JSON generator.</summary>
internal static class RuntimeSources
{
    /// <summary>All sources of the project.</summary>
    public static CSharpCompilation Compilation { get; } = (CSharpCompilation)JsonGenerator.Complete(ProjectSources.Compile("Zzz.Runtime"));

    /// <summary>Returns all sources of the project, and one that a test adds.</summary>
    public static CSharpCompilation With(string path, string text) => Compilation.AddSyntaxTrees(ProjectSources.Parse(path, text));
}
