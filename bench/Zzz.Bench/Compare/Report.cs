using System.Text;

namespace Zzz.Bench.Compare;

/// <summary>Writes the results of a comparison as tables and as a plot.</summary>
internal static class Report
{
    public static void Write(Results results)
    {
        Save(results);
        if (results.Options.Page is { } page) WriteInto(page, Tables.Of(results), Plot.Of(results));
        Console.WriteLine(Tables.Of(results));
    }

    /// <summary>Saves the results of the rounds so far.</summary>
    public static void Save(Results results)
    {
        Directory.CreateDirectory(results.Options.Output);
        File.WriteAllText(Path.Combine(results.Options.Output, "compare.md"), Tables.Of(results));
        File.WriteAllText(Path.Combine(results.Options.Output, "compare.svg"), Plot.Of(results));
    }

    /// <summary>Writes the tables between the marks in the page, and the plot next to the page.</summary>
    private static void WriteInto(string page, string tables, string plot)
    {
        const string begin = "<!-- figures -->\n";
        const string end = "<!-- end of figures -->";
        string text = File.ReadAllText(page);
        int from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = text.IndexOf(end, StringComparison.Ordinal);
        File.WriteAllText(page, $"{text[..from]}\n{tables}\n{text[to..]}", new UTF8Encoding(false));
        File.WriteAllText(Path.ChangeExtension(page, ".svg"), plot);
    }
}
