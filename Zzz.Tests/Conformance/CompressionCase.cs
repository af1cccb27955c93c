using Zzz.Tests.Deflate;

namespace Zzz.Tests.Conformance;

/// <summary>
/// One compression case, under the id that the Autobahn testsuite gives it: what a client offers, what must be answered, and the messages
/// that it then sends to an echo endpoint. A fragment size of 0 sends each in one frame.
/// </summary>
internal sealed record CompressionCase(string Id, string Offer, string Answer, SampleKind Data, int Size, int FragmentSize)
{
    public string What => $"{Data} of {Size} bytes, fragments of {FragmentSize}";

    public bool IsText => Data is SampleKind.Json or SampleKind.Html;

    /// <summary>The suite sends 1000 messages in each case; here it is 2 to 50, so that all cases together take seconds.</summary>
    public int Count => Math.Clamp(128 * 1024 / Size, 2, 50);

    /// <summary>Whether the server must compress it: what is short or mostly noise may come back as it was.</summary>
    public bool MustShrink => Size >= 1024 && Data is not (SampleKind.Binary or SampleKind.Mixed);
}
