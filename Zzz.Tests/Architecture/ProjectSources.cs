using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Tests.Architecture;

/// <summary>Compiles the sources of a project in the repository, as far as symbols require.</summary>
internal static class ProjectSources
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

    public static CSharpCompilation Compile(string project) => CSharpCompilation.Create(
        project,
        [Parse("ImplicitUsings.cs", ImplicitUsings), .. Files(FolderOf(project)).Select(path => Parse(path, File.ReadAllText(Path.Combine(FolderOf(project), path))))],
        ReferencesOf(project),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path))
        .Where(path => !path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal));

    private static string FolderOf(string project) => Path.Combine(Repository.Root, project);

    private static IEnumerable<MetadataReference> ReferencesOf(string project) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) != $"{project}.dll" && Path.GetFileName(path) != "Zzz.Tests.dll")
        .Select(path => MetadataReference.CreateFromFile(path));
}
