using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests;

/// <summary>Checks that the relative links on all pages lead to files, and to headings in them.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Ignored = ["node_modules", "bin", "obj", "artifacts", ".git"];

    public static TheoryData<string> Pages => [.. PagesIn(Repository.Root).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page) => Assert.All(LinksOf(page), link => Assert.True(Leads(page, link), link));

    [Fact]
    public void The_index_lists_every_guide() => Assert.Empty(
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName).Except(LinksOf("docs/README.md")).Except(["README.md"]));

    private static IEnumerable<string> PagesIn(string folder) =>
        Directory.GetFiles(folder, "*.md").Concat(
            Directory.GetDirectories(folder).Where(child => !Ignored.Contains(Path.GetFileName(child))).SelectMany(PagesIn));

    private static string[] LinksOf(string page) =>
        [.. Link().Matches(WithoutCode(page)).Select(match => match.Groups["to"].Value).Where(link => !link.Contains(':', StringComparison.Ordinal))];

    private static bool Leads(string page, string link)
    {
        string[] parts = link.Split('#');
        string target = parts[0].Length is 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        string path = Path.Combine(Repository.Root, target);
        return parts.Length is 1 ? Path.Exists(path) : File.Exists(path) && HeadingsOf(target).Contains(parts[1]);
    }

    private static IEnumerable<string> HeadingsOf(string page) =>
        Heading().Matches(WithoutCode(page)).Select(match => NotInAnchor().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string page) => Fence().Replace(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"(?<=\]\(|(src|srcset)="")(?<to>[^)\s""]+)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("^ *```.*?^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
