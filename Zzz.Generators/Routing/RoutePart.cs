using System.Text.RegularExpressions;

namespace Zzz.Generators.Routing;

/// <summary>A part of a segment: literal text, or a parameter.</summary>
/// <param name="Text">The part in ASP.NET Core's form.</param>
/// <param name="Name">The parameter's name; null for a literal.</param>
/// <param name="Constraints">The parameter's constraints with their colons, as in <c>:int:min(1)</c>.</param>
/// <param name="CatchAll">Whether the parameter takes the rest of the path.</param>
/// <param name="Optional">Whether the parameter may be left out because of a <c>?</c>.</param>
/// <param name="HasDefault">Whether the parameter may be left out because of a default value.</param>
internal sealed record RoutePart(
    string Text,
    string? Name = null,
    string Constraints = "",
    bool CatchAll = false,
    bool Optional = false,
    bool HasDefault = false)
{
    private static readonly Regex Number = new(":(?:int|long|float|double|decimal)(?=:|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Constraint = new(@":(?<name>[^:()]+)(?<arguments>\(.*?\)(?=:|$))?", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly char[] Colon = [':'];

    /// <summary>The names of its constraints that have no arguments.</summary>
    public IEnumerable<string> PlainConstraints => Constraints.IndexOf('(') < 0
        ? Constraints.Split(Colon, StringSplitOptions.RemoveEmptyEntries)
        : Constraint.Matches(Constraints)
            .Cast<Match>()
            .Where(match => !match.Groups["arguments"].Success)
            .Select(match => match.Groups["name"].Value);

    /// <summary>Whether a path may end before this part.</summary>
    public bool CanBeLeftOut => Optional || CatchAll || HasDefault;

    /// <summary>The form of the part, without its name and in one case. Parts with the same form match the same text.</summary>
    public string Shape => Name is null ? Text.ToUpperInvariant()
        : CatchAll ? $"{{*{Restriction}}}"
        : CanBeLeftOut ? $"{{{Restriction}?}}"
        : $"{{{Restriction}}}";

    /// <summary>The constraints, as far as they distinguish routes. All number types count as one, because a text such as <c>5</c> fits each of them.</summary>
    private string Restriction => Number.Replace(Constraints, ":number");
}
