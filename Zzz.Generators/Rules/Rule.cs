using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Rules;

/// <summary>The parts that all diagnostics have in common.</summary>
internal static class Rule
{
    public const string Category = "Zzz";

    /// <summary>The property of a diagnostic that says that a parameter may be a service.</summary>
    public const string MayBeService = nameof(MayBeService);

    private const string Pages = "https://github.com/zzz-dotnet/zzz/blob/main/docs/diagnostics";

    /// <summary>Returns the address of the page that explains a diagnostic.</summary>
    public static string Page(string id) => $"{Pages}/{id}.md";

    /// <summary>Describes a mistake that stops the build.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message, params string[] tags) =>
        Of(DiagnosticSeverity.Error, id, title, message, tags);

    /// <summary>Describes a mistake that compiles but most likely does not do what the user wants.</summary>
    public static DiagnosticDescriptor Warning(string id, string title, string message, params string[] tags) =>
        Of(DiagnosticSeverity.Warning, id, title, message, tags);

    private static DiagnosticDescriptor Of(DiagnosticSeverity severity, string id, string title, string message, string[] tags) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: Page(id), customTags: tags);
}
