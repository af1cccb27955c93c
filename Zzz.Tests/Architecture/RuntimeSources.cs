using Microsoft.CodeAnalysis.CSharp;
using Zzz.Tests.Generators;

namespace Zzz.Tests.Architecture;

/// <summary>The sources of Zzz.Runtime, with what the generator of JSON adds.</summary>
internal static class RuntimeSources
{
    /// <summary>All of them.</summary>
    public static CSharpCompilation Compilation { get; } = (CSharpCompilation)JsonGenerator.Complete(ProjectSources.Compile("Zzz.Runtime"));

    /// <summary>All of them, and one that is planted among them.</summary>
    public static CSharpCompilation With(string path, string text) => Compilation.AddSyntaxTrees(ProjectSources.Parse(path, text));
}
