using Xunit;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Conformance;

/// <summary>Runs every case of less than 1 KiB through the protocol engine alone, cut at every byte.</summary>
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

    /// <summary>Whether a case is large. The scripts in section 9 take too long to create merely to ask for their size.</summary>
    private static bool IsLarge(ConformanceCase row) => row.Id.StartsWith("9.", StringComparison.Ordinal);

    private static string WithoutClause(string found) =>
        found.StartsWith("fault", StringComparison.Ordinal) ? found[..found.IndexOf(" RFC", StringComparison.Ordinal)] : found;
}
