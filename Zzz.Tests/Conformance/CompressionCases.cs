using Xunit;
using Zzz.Tests.Deflate;

namespace Zzz.Tests.Conformance;

/// <summary>
/// Section 12: compressed messages of different sizes and contents. Section 13: different offers. The contents of the testsuite's files (JSON, a
/// bitmap, a book, a PDF, HTML) are imitated here.
/// </summary>
internal static class CompressionCases
{
    private const string Offered = "permessage-deflate; client_no_context_takeover; client_max_window_bits";
    private const string NoTakeover = "; server_no_context_takeover";
    private const string Answered = "permessage-deflate; client_no_context_takeover";
    private const string AnsweredNoTakeover = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private const string Window9 = "; server_max_window_bits=9";
    private const string Window15 = "; server_max_window_bits=15";

    private static readonly SampleKind[] Contents = [SampleKind.Json, SampleKind.Binary, SampleKind.Text, SampleKind.Mixed, SampleKind.Html];

    private static readonly (string Offer, string Answer)[] Offers =
    [
        (Offered, Answered),
        (Offered + NoTakeover, AnsweredNoTakeover),
        (Offered + Window9, Answered + Window9),
        (Offered + Window15, Answered + Window15),
        (Offered + NoTakeover + Window9, AnsweredNoTakeover + Window9),
        (Offered + NoTakeover + Window15, AnsweredNoTakeover + Window15),
        ($"{Offered}{NoTakeover}{Window9}, {Offered}{NoTakeover}, {Offered}", AnsweredNoTakeover + Window9),
    ];

    /// <summary>Offers that are not in the testsuite, all of whose offers renounce the client's context takeover.</summary>
    private static readonly (string Offer, string Answer)[] TakeoverOffers =
    [
        ("permessage-deflate", "permessage-deflate"),
        ("permessage-deflate; client_max_window_bits=9", "permessage-deflate; client_max_window_bits=9"),
    ];

    private static readonly (int Size, int FragmentSize)[] Sizes =
    [
        (16, 0), (64, 0), (256, 0), (1024, 0), (4096, 0), (8192, 0), (16384, 0), (32768, 0), (65536, 0), (131072, 0),
        (8192, 256), (16384, 256), (32768, 256), (65536, 256), (131072, 256), (131072, 1024), (131072, 4096), (131072, 32768),
    ];

    private static readonly Dictionary<string, CompressionCase> ById = ((IEnumerable<CompressionCase>)
    [
        .. Contents.SelectMany((data, i) => OfEachSize($"12.{i + 1}", Offers[0], data)),
        .. Offers.SelectMany((offer, i) => OfEachSize($"13.{i + 1}", offer, SampleKind.Json)),
        .. TakeoverOffers.SelectMany((offer, i) => OfEachSize($"client takeover {i + 1}", offer, SampleKind.Json)),
    ]).ToDictionary(row => row.Id);

    public static TheoryData<string, string> Rows => [.. ById.Values.Select(row => (row.Id, row.What))];

    public static CompressionCase Find(string id) => ById[id];

    private static IEnumerable<CompressionCase> OfEachSize(string section, (string Offer, string Answer) offer, SampleKind data) =>
        Sizes.Select((size, i) => new CompressionCase($"{section}.{i + 1}", offer.Offer, offer.Answer, data, size.Size, size.FragmentSize));
}
