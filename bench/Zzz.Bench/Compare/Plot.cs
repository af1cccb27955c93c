using System.Globalization;
using System.Text;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>
/// Draws a comparison as an SVG picture: a line per scenario, and a dot per server, which is cheaper the further left it is. The scale is
/// logarithmic, so that half and double the cost are equally far from the middle.
/// </summary>
internal static class Plot
{
    private const int Left = 440;
    private const int Top = 84;
    private const int Width = 620;
    private const int RowHeight = 26;
    private const double From = 1.0 / 32;
    private const double To = 16;

    private static readonly Dictionary<string, string> Colors = new()
    {
        ["aspnetcore"] = "#57606a",
        ["aspnetcore-zero-byte"] = "#9aa4ae",
        ["aspnetcore-tuned"] = "#24292f",
        ["zzz"] = "#54aeff",
        ["zzz-tuned"] = "#0550ae",
        ["zzz-sockets"] = "#cf222e",
        ["signalr"] = "#8250df",
        ["ws"] = "#2da44e",
        ["bun"] = "#d4772c",
    };

    public static string Of(Results results)
    {
        Scenario[] scenarios = results.Options.Scenarios;
        int height = Top + (scenarios.Length * RowHeight) + 40;
        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 30} {height}" font-family="system-ui, sans-serif" font-size="12">""");
        Add(svg, $"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        Add(svg, $"""<text x="16" y="26" font-size="16" font-weight="600">Cost on the server as a multiple of {results.Options.Servers[0].Name}'s, or of the server that a row names: left is cheaper</text>""");
        AddLegend(svg, results.Options.Servers);
        AddScale(svg, height);
        for (int i = 0; i < scenarios.Length; i++) AddRow(svg, results, scenarios[i], Top + 14 + (i * RowHeight));
        return svg.Append("</svg>\n").ToString();
    }

    private static void AddLegend(StringBuilder svg, Server[] servers)
    {
        int x = 16;
        foreach (Server server in servers)
        {
            Add(svg, $"""<circle cx="{x + 5}" cy="46" r="5" fill="{Colors[server.Name]}"/><text x="{x + 15}" y="50">{server.Name}</text>""");
            x += 38 + (server.Name.Length * 7);
        }
    }

    private static void AddScale(StringBuilder svg, int height)
    {
        for (double value = From; value <= To; value *= 2)
        {
            string stroke = value == 1 ? "#57606a" : "#d8dee4";
            Add(svg, $"""<line x1="{X(value):0.#}" x2="{X(value):0.#}" y1="{Top - 6}" y2="{height - 32}" stroke="{stroke}"/>""");
            Add(svg, $"""<text x="{X(value):0.#}" y="{height - 14}" text-anchor="middle" fill="#57606a">{(value < 1 ? $"1/{1 / value}" : $"{value}")}</text>""");
        }
    }

    private static void AddRow(StringBuilder svg, Results results, Scenario scenario, int y)
    {
        Add(svg, $"""<text x="{Left - 14}" y="{y + 4}" text-anchor="end">{scenario.Title}</text>""");
        Add(svg, $"""<line x1="{Left}" x2="{Left + Width}" y1="{y}" y2="{y}" stroke="#eef1f4"/>""");
        foreach (Server server in results.Options.Servers)
        {
            if (results.RatioOf(scenario, server) is not { } ratio) continue;
            string color = Colors[server.Name];
            Add(svg, $"""<line x1="{X(ratio.Least):0.#}" x2="{X(ratio.Most):0.#}" y1="{y}" y2="{y}" stroke="{color}" stroke-width="2" stroke-opacity="0.5"/>""");
            Add(svg, $"""<circle cx="{X(ratio.Median):0.#}" cy="{y}" r="5" fill="{color}"><title>{server.Name}: {ratio}</title></circle>""");
        }
    }

    private static double X(double ratio) =>
        Left + (Width * Math.Log(Math.Clamp(ratio, From, To) / From) / Math.Log(To / From));

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
