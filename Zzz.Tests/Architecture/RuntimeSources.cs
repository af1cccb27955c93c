using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Zzz.Tests.Generators;

namespace Zzz.Tests.Architecture;

/// <summary>The sources of Zzz.Runtime, compiled as far as symbols go.</summary>
internal static class RuntimeSources
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>All of them.</summary>
    public static CSharpCompilation Compilation { get; } = (CSharpCompilation)JsonGenerator.Complete(CSharpCompilation.Create(
        "Zzz.Runtime",
        [Parse("ImplicitUsings.cs", ImplicitUsings), .. Files.Select(path => Parse(path, File.ReadAllText(Path.Combine(Folder, path))))],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>All of them, and one that is planted among them.</summary>
    public static CSharpCompilation With(string path, string text) => Compilation.AddSyntaxTrees(Parse(path, text));

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path))
        .Where(path => !path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal));

    private static string Folder => Path.Combine(Repository.Root, "Zzz.Runtime");

    private static IEnumerable<MetadataReference> References =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is not ("Zzz.Runtime.dll" or "Zzz.Tests.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));

    private static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path);
}
