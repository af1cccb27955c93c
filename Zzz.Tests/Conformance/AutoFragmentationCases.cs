using System.Text;

namespace Zzz.Tests.Conformance;

/// <summary>Section 10: messages that a client fragments automatically.</summary>
internal static class AutoFragmentationCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("10.1.1", "64 KiB of text in fragments of 1300 bytes", s => s.Fragments(OutcomeKind.Text, Encoding.ASCII.GetBytes(new string('*', 65536)), size: 1300)),
    ];
}
