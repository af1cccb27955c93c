using Zzz.Tests.Protocol;

namespace Zzz.Tests.Conformance;

/// <summary>Sections 6.5–6.23: single messages that are valid UTF-8 (the first of the two lists) or not, in the order of the table.</summary>
internal static class Utf8TableCases
{
    private static readonly byte[] Greek = Bytes.Of("CEBAE1BDB9CF83CEBCCEB5");

    public static IEnumerable<ConformanceCase> All =>
    [
        .. Valid(5, "text", "68656C6C6F 24 776F726C64", "68656C6C6F C2A2 776F726C64", "68656C6C6F E282AC 776F726C64", "68656C6C6F F0A4ADA2 776F726C64", "CEBAE1BDB9CF83CEBCCEB5"),
        .. Enumerable.Range(1, Greek.Length).Select(Prefix),
        .. Valid(7, "first of its length", "00", "C280", "E0A080", "F0908080"),
        .. Invalid(8, "first of five and six bytes", 0, "F888808080", "FC8480808080"),
        .. Valid(9, "last of its length", "7F", "DFBF", "EFBFBF", "F48FBFBF"),
        .. Invalid(10, "last of four, five and six bytes", 0, "F7BFBFBF", "FBBFBFBFBF", "FDBFBFBFBFBF"),
        .. Valid(11, "boundary", "ED9FBF", "EE8080", "EFBFBD", "F48FBFBF"),
        .. Invalid(11, "boundary", 4, "F4908080"),
        .. Invalid(12, "continuation bytes alone", 0, "80", "BF", "80BF", "80BF80", "80BF80BF", "80BF80BF80", "80BF80BF80BF", Range(0x80, 0xBF, "")),
        .. Invalid(13, "first bytes alone", 0, Range(0xC0, 0xDF, "20"), Range(0xE0, 0xEF, "20"), Range(0xF0, 0xF7, "20"), Range(0xF8, 0xFB, "20"), Range(0xFC, 0xFD, "20")),
        .. Invalid(14, "last byte missing", 0, Incomplete),
        .. Invalid(15, "all with their last byte missing", 0, string.Concat(Incomplete)),
        .. Invalid(16, "impossible bytes", 0, "FE", "FF", "FEFEFFFF"),
        .. Invalid(17, "overlong slash", 0, "C0AF", "E080AF", "F08080AF", "F8808080AF", "FC80808080AF"),
        .. Invalid(18, "longest overlong", 0, "C1BF", "E09FBF", "F08FBFBF", "F887BFBFBF", "FC83BFBFBFBF"),
        .. Invalid(19, "overlong NUL", 0, "C080", "E08080", "F0808080", "F880808080", "FC8080808080"),
        .. Invalid(20, "surrogate", 0, "EDA080", "EDADBF", "EDAE80", "EDAFBF", "EDB080", "EDBE80", "EDBFBF"),
        .. Invalid(21, "surrogate pair", 0, "EDA080EDB080", "EDA080EDBFBF", "EDADBFEDB080", "EDADBFEDBFBF", "EDAE80EDB080", "EDAE80EDBFBF", "EDAFBFEDB080", "EDAFBFEDBFBF"),
        .. Valid(22, "non-character", NonCharacters),
        .. Valid(23, "special", "EFBFB9", "EFBFBA", "EFBFBB", "EFBFBC", "EFBFBD", "EFBFBE", "EFBFBF"),
    ];

    private static string[] Incomplete => ["C0", "E080", "F08080", "F8808080", "FC80808080", "DF", "EFBF", "F7BFBF", "FBBFBFBF", "FDBFBFBFBF"];

    /// <summary>U+FFFE and U+FFFF, and the last two code points of every plane.</summary>
    private static string[] NonCharacters =>
    [
        "EFBFBE", "EFBFBF",
        .. from plane in (string[])["F09F", "F0AF", "F0BF", "F18F", "F19F", "F1AF", "F1BF", "F28F", "F29F", "F2AF", "F2BF", "F38F", "F39F", "F3AF", "F3BF", "F48F"]
           from last in (string[])["BFBE", "BFBF"]
           select plane + last,
    ];

    private static ConformanceCase Prefix(int size)
    {
        byte[] prefix = Greek[..size];
        bool whole = size is 2 or 5 or 7 or 9 or 11;
        return new($"6.6.{size}", $"the first {size} bytes of a text", s => whole ? s.Text(prefix) : s.Frame(0x81, prefix).Fails(1007));
    }

    private static IEnumerable<ConformanceCase> Valid(int section, string what, params string[] table) =>
        table.Select((hex, i) => new ConformanceCase($"6.{section}.{i + 1}", $"{what}: {hex}", s => s.Text(Bytes.Of(hex))));

    private static IEnumerable<ConformanceCase> Invalid(int section, string what, int before, params string[] table) =>
        table.Select((hex, i) => new ConformanceCase($"6.{section}.{before + i + 1}", $"{what}: {hex}", s => s.Frame(0x81, Bytes.Of(hex)).Fails(1007)));

    private static string Range(int from, int to, string separator) =>
        string.Concat(Enumerable.Range(from, to - from + 1).Select(value => $"{value:X2}{separator}"));
}
