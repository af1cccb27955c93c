using Xunit;

namespace Zzz.Tests;

/// <summary>
/// Checks that docs/performance.md quotes bench/results.md, which the benchmark writes, so that a new run cannot leave old figures on the page.
/// </summary>
public sealed class PerformancePageTests
{
    [Theory]
    [InlineData("text of", 11)]
    [InlineData("256 B to", 4)]
    public void Every_ratio_is_the_median_of_the_results(string row, int rows)
    {
        string[][] page = Table("docs/performance.md", row);
        string[][] results = Table("bench/results.md", row);

        Assert.True(page.Length >= rows);
        Assert.All(page[2..], cells => Assert.Equal(cells[1..], MediansOf(results.Single(other => other[0] == cells[0]), results[0], page[0])));
    }

    [Fact]
    public void The_page_lists_the_targets_that_the_results_miss()
    {
        string[][] targets = Table("bench/results.md", "16-c64-x1 | zzz | aspnetcore");
        string[][] missed = [.. targets.Where(row => row[5] is "**missed**")];

        Assert.Equal(missed.Select(row => row[..5]), Table("docs/performance.md", "16-c64-x1 | zzz | aspnetcore")[2..].Select(row => row[..5]));
        Assert.Contains(
            $"Of {targets.Length - 2} targets, {targets.Length - 2 - missed.Length} are met and {missed.Length} are missed",
            Read("docs/performance.md"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> MediansOf(string[] row, string[] titles, string[] wanted) =>
        wanted[1..].Select(title => row[Array.IndexOf(titles, title)].Split(' ')[0]);

    /// <summary>Returns the first table with a row that begins with this text, including its heading and separator.</summary>
    private static string[][] Table(string page, string row) =>
        [.. Read(page).Split("\n\n").First(part => part.Contains($"\n| {row}", StringComparison.Ordinal)).Trim().Split('\n').Select(CellsOf)];

    private static string[] CellsOf(string line) => [.. line.Split('|')[1..^1].Select(cell => cell.Trim())];

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
