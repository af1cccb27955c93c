using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests.Architecture;

/// <summary>Checks that lines are no longer than .editorconfig allows, which dotnet format does not check.</summary>
public partial class LineLengthTests
{
    /// <remarks>A line with a string may be longer, because a message that is split cannot be searched for.</remarks>
    [Fact]
    public void No_line_is_longer_than_the_settings_allow()
    {
        string settings = File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"));
        int limit = int.Parse(Limit().Match(settings).Groups["limit"].Value, CultureInfo.InvariantCulture);
        IEnumerable<string> tooLong =
            from file in Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            where !Made().IsMatch(file)
            from line in File.ReadLines(file).Index()
            where line.Item.Length > limit && !line.Item.Contains('"')
            select $"{file}({line.Index + 1}): {line.Item.Length} characters";
        Assert.Empty(tooLong);
    }

    [GeneratedRegex(@"max_line_length = (?<limit>\d+)")]
    private static partial Regex Limit();

    /// <summary>Matches files that are not written by hand.</summary>
    [GeneratedRegex(@"[\\/](bin|obj|node_modules|BenchmarkDotNet\.Artifacts)[\\/]|\.verified\.cs$|\.received\.cs$")]
    private static partial Regex Made();
}
