namespace Zzz.Tests.Protocol;

/// <summary>Byte sequences that are not valid UTF-8, and after how many bytes that is certain (RFC 3629 §3, §4).</summary>
internal static class Utf8Sequences
{
    /// <summary>Sequences that are not valid UTF-8, whatever follows. The number is that of the byte which proves it.</summary>
    public static readonly (string Hex, int KnownAt)[] Malformed =
    [
        ("80", 1), // a continuation byte at the start
        ("BF", 1),
        ("41 80", 2),
        ("C2 80 80", 3),
        ("C0 80", 1), // overlong in two bytes: C0 and C1 never occur
        ("C1 BF", 1),
        ("E0 80 80", 2), // overlong in three
        ("E0 9F BF", 2),
        ("F0 80 80 80", 2), // overlong in four
        ("F0 8F BF BF", 2),
        ("ED A0 80", 2), // surrogates
        ("ED BF BF", 2),
        ("ED A0 80 ED B0 80", 2),
        ("F4 90 80 80", 2), // over U+10FFFF
        ("F5 80 80 80", 1),
        ("F7 BF BF BF", 1),
        ("F8 88 80 80 80", 1), // five and six bytes
        ("FC 84 80 80 80 80", 1),
        ("FE", 1), // never occur
        ("FF", 1),
        ("C2 41", 2), // a character broken off
        ("E2 82 41", 3),
        ("E2 41", 2),
        ("F0 9F 98 41", 4),
        ("F0 9F 41", 3),
        ("C2 C2 80", 2),
        ("E2 82 C2 80", 3),
    ];

    /// <summary>Sequences that are valid UTF-8 so far, but whose last character is incomplete.</summary>
    public static readonly string[] Unfinished = ["C2", "DF", "E0", "E0 A0", "ED 9F", "EF BF", "F0", "F0 90", "F0 90 80", "F4 8F BF", "41 E2 82"];

    /// <summary>Valid UTF-8, at the edges of what each length can encode.</summary>
    public static readonly string[] Valid =
    [
        "", "00", "7F", "C2 80", "DF BF", "E0 A0 80", "ED 9F BF", "EE 80 80", "EF BF BD", "EF BF BF", "F0 90 80 80", "F4 8F BF BF",
        "CE BA E1 BD B9 CF 83 CE BC CE B5", "41 C2 A2 E2 82 AC F0 A4 AD A2 42",
    ];
}
