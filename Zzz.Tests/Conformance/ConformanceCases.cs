using Xunit;

namespace Zzz.Tests.Conformance;

/// <summary>All cases. A new section takes one more line here.</summary>
internal static class ConformanceCases
{
    private static readonly Dictionary<string, ConformanceCase> ById = ((IEnumerable<ConformanceCase>)
    [
        .. PayloadCases.All,
        .. PingPongCases.All,
        .. ReservedBitCases.All,
        .. OpcodeCases.All,
        .. FragmentationCases.All,
        .. Utf8Cases.All,
        .. Utf8TableCases.All,
        .. CloseCases.All,
        .. LimitCases.All,
        .. AutoFragmentationCases.All,
    ]).ToDictionary(row => row.Id);

    /// <summary>The id and description of each case, for the name of the test.</summary>
    public static TheoryData<string, string> Rows(Func<ConformanceCase, bool> chosen) =>
        [.. ById.Values.Where(chosen).Select(row => (row.Id, row.What))];

    public static Script Script(string id) => ById[id].Script().Ended();
}
