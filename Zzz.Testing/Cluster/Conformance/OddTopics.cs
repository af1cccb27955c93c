namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Topics that brokers with patterns, separators, hash tags, terminators or alphabets of their own confuse.</summary>
internal static class OddTopics
{
    private const int LongestTopic = 1000;

    private static readonly string[] Names =
    [
        "}", "{", "{}", "{}x", "{a}b", "}{", "*", "a*", "?", "[ab]", ">", "a.>", "a.b", "a.*", ".", "..", "#", "+", "/", "//", "$SYS", "|", ":", "::",
        " ", "a b", " a", "\t", "\r\n", "\n", "\0", "a\0b", "\u007f", "%", "%s", "%00", "\\", "\"", "'", ";", ",", "-", "_", "A", "a",
        "é", "e\u0301", "ß", "日本語", "🙂", "\u202eabc", "\ufeff", "../..", "SELECT 1",
    ];

    /// <summary>Returns topics that are all different, with what is odd at the beginning, in the middle or at the end.</summary>
    public static string[] Of(CaseRun run)
    {
        string id = run.Topic();
        return
        [
            .. Names.Select(name => name + id),
            .. Names.Select(name => id + name),
            .. Names.Select(name => id + name + "b"),
            id + new string('x', 255 - id.Length),
            id + new string('x', LongestTopic - id.Length),
            id + new string('é', (LongestTopic - id.Length) / 2),
        ];
    }
}
