using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Zzz.Tests.Generators;

/// <summary>A user's project in memory, with ASP.NET Core, Zzz, the SDK's implicit usings, and <c>using Zzz</c>.</summary>
internal static class UserProject
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Zzz;
        """;

    private static readonly string[] NotTheUsers = ["Zzz.Tests", "Zzz.Generators", "Microsoft.CodeAnalysis", "DiffPlex", "Yarp"];

    /// <summary>The warnings that the SDK disables: 1701 and 1702 say that a library was built against an older .NET. Documentation is not required.</summary>
    private static readonly KeyValuePair<string, ReportDiagnostic>[] NoWarn =
        [.. new[] { "CS1701", "CS1702", "CS1591" }.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))];

    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !NotTheUsers.Any(Path.GetFileName(path).StartsWith))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles as a new project does. C# 14 is a preview for this compiler, the oldest one that can run the generator.</summary>
    public static CSharpCompilation Of(params string[] sources) => Of(LanguageVersion.Preview, NullableContextOptions.Enable, sources);

    public static CSharpCompilation Of(LanguageVersion language, NullableContextOptions nullable, params string[] sources)
    {
        var parse = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        SyntaxTree[] trees = [.. sources.Prepend(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, parse, $"File{i}.cs"))];
        return CSharpCompilation.Create(
            "UserProject",
            trees,
            References,
            new CSharpCompilationOptions(
                IsApp(trees) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: nullable,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: NoWarn));
    }

    /// <summary>Whether a project is an app: with top-level statements it is, without them it is a library.</summary>
    private static bool IsApp(IEnumerable<SyntaxTree> trees) =>
        trees.Any(tree => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());

    /// <summary>Returns what the compiler reports, with warnings as errors but without hints.</summary>
    public static string[] Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())];
}
