using Zzz.Tests.Deflate;

namespace Zzz.Tests.Conformance;

/// <summary>
/// One compression case, with its id in the Autobahn testsuite: the client's offer, the required answer, and the messages that the client then sends
/// to an echo endpoint. With a fragment size of 0, each message is sent in one frame.
/// </summary>
internal sealed record CompressionCase(string Id, string Offer, string Answer, SampleKind Data, int Size, int FragmentSize)
{
    public string What => $"{Data} of {Size} bytes, fragments of {FragmentSize}";

    public bool IsText => Data is SampleKind.Json or SampleKind.Html;

    /// <summary>The number of messages. The testsuite sends 1000 in each case; here it is 2 to 50, so that all cases together take seconds.</summary>
    public int Count => Math.Clamp(128 * 1024 / Size, 2, 50);

    /// <summary>Whether the server must compress the messages. Messages that are short or mostly noise may come back uncompressed.</summary>
    public bool MustShrink => Size >= 1024 && Data is not (SampleKind.Binary or SampleKind.Mixed);
}
