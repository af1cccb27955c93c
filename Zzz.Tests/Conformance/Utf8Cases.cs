using System.Text;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Conformance;

/// <summary>
/// Sections 6.1–6.4: valid and invalid text, in fragments. Where invalid text breaks off, nothing more is sent, because the server must not wait for
/// the rest.
/// </summary>
internal static class Utf8Cases
{
    private static readonly byte[] Greek = Bytes.Of("CEBAE1BDB9CF83CEBCCEB5");
    private static readonly byte[] Beyond = Bytes.Of("F4908080");
    private static readonly byte[] Umlauts = Encoding.UTF8.GetBytes("Hello-µ@ßöäüàá-UTF-8!!");

    public static IEnumerable<ConformanceCase> All =>
    [
        new("6.1.1", "empty text", s => s.Text("")),
        new("6.1.2", "text of three empty fragments", s => s.Frame(0x01).Frame(0x00).Frame(0x80).Expect(OutcomeKind.Text, "")),
        new("6.1.3", "text of three fragments, only the second not empty", s => s.Frame(0x01).Frame(0x00, "middle").Frame(0x80).Expect(OutcomeKind.Text, "middle")),
        new("6.2.1", "text beyond ASCII", s => s.Text(Umlauts)),
        new("6.2.2", "text beyond ASCII in two fragments, cut between characters", s => s.Fragments(OutcomeKind.Text, Umlauts, size: 12)),
        new("6.2.3", "text beyond ASCII in fragments of one byte", s => s.Fragments(OutcomeKind.Text, Umlauts, size: 1)),
        new("6.2.4", "greek text in fragments of one byte", s => s.Fragments(OutcomeKind.Text, Greek, size: 1)),
        new("6.3.1", "text with a surrogate", s => s.Frame(0x81, [.. Greek, .. Bytes.Of("EDA080"), .. "edited"u8]).Fails(1007)),
        new("6.3.2", "text with a surrogate, in fragments of one byte", OneByteFragmentsUpToSurrogate),
        new("6.4.1", "the second fragment breaks the text", s => s.Frame(0x01, Greek).Frame(0x00, Beyond).Fails(1007)),
        new("6.4.2", "the second fragment, of one byte, breaks the text", s => s.Frame(0x01, [.. Greek, 0xF4]).Frame(0x00, [0x90]).Fails(1007)),
        new("6.4.3", "the second write of a frame breaks the text", s => OneFrame(s, [.. Greek, .. Beyond], firstWrite: Greek.Length)),
        new("6.4.4", "the second write of a frame, of one byte, breaks the text", s => OneFrame(s, [.. Greek, 0xF4, 0x90], firstWrite: Greek.Length + 1)),
    ];

    private static Script OneByteFragmentsUpToSurrogate(Script s)
    {
        s.Frame(0x01, [Greek[0]]);
        foreach (byte next in Greek[1..]) s.Frame(0x00, [next]);
        return s.Frame(0x00, [0xED]).Frame(0x00, [0xA0]).Fails(1007);
    }

    /// <summary>Sends a frame that is longer than the part of it that is sent.</summary>
    private static Script OneFrame(Script s, byte[] sent, int firstWrite)
    {
        byte[] header = [0x81, 0x80 | 30, 0, 0, 0, 0];
        return s.Send([.. header, .. sent[..firstWrite]]).Send(sent[firstWrite..]).Fails(1007);
    }
}
