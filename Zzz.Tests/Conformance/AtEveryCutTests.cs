using Xunit;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Conformance;

/// <summary>Every case of less than 1 KiB through the protocol engine alone, cut at every byte.</summary>
public class AtEveryCutTests
{
    public static TheoryData<string, string> Cases => ConformanceCases.Rows(row => !IsLarge(row) && row.Script().Ended().Bytes.Length < 1024);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string id, string what)
    {
        Script script = ConformanceCases.Script(id);
        byte[] input = script.Bytes;
        IEnumerable<string> expected = [what, .. script.Outcomes.Select(outcome => outcome.ToString())];

        AssertFound(MessageTrace.Of(input));
        AssertFound(MessageTrace.OfSingleBytes(input));
        for (int cut = 0; cut <= input.Length; cut++) AssertFound(MessageTrace.OfCut(input, cut));

        void AssertFound(List<string> events) => Assert.Equal(expected, events.Select(WithoutClause).Prepend(what));
    }

    /// <summary>Making the scripts of section 9 takes too long for only asking their size.</summary>
    private static bool IsLarge(ConformanceCase row) => row.Id.StartsWith("9.", StringComparison.Ordinal);

    private static string WithoutClause(string found) =>
        found.StartsWith("fault", StringComparison.Ordinal) ? found[..found.IndexOf(" RFC", StringComparison.Ordinal)] : found;
}
