namespace Zzz.Generators.Rules;

/// <summary>What all diagnostics have in common.</summary>
internal static class Rule
{
    public const string Category = "Zzz";

    /// <summary>The property of a diagnostic that says that a parameter may be a service.</summary>
    public const string MayBeService = nameof(MayBeService);

    private const string Pages = "https://github.com/zzz-dotnet/zzz/blob/main/docs/diagnostics";

    /// <summary>The page that explains a diagnostic.</summary>
    public static string Page(string id) => $"{Pages}/{id}.md";
}
