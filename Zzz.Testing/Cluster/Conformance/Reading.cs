using System.Text;

namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Compares what a log returns with what it must return.</summary>
internal static class Reading
{
    private const int NoLimit = 10_000;

    /// <summary>Expects a top and messages, or no messages if <paramref name="messages"/> is <see langword="null"/>.</summary>
    public static async Task ExpectAsync(
        CaseRun run, CaseNode node, string topic, TopicPosition? since, TopicPosition top, string[]? messages, Rule rule, int limit = NoLimit)
    {
        BackplaneRead read = await node.ReadAsync(topic, since, limit);
        string question = $"ReadAsync({Describe(since)}, limit {limit}) to return";
        run.Check(read.Top == top, Contract.Top, $"{question} the top {Describe(top)}", Describe(read.Top));
        bool same = messages is null ? read.Messages is null : Texts(read)?.SequenceEqual(messages) == true;
        run.Check(same, rule, $"{question} {Bytes.DescribeAll(messages is null ? null : Append.Of(messages).Messages)}", Bytes.DescribeAll(read.Messages));
    }

    public static string[]? Texts(BackplaneRead read) => read.Messages?.Select(message => Encoding.UTF8.GetString(message.Span)).ToArray();

    private static string Describe(TopicPosition? position) => position is { } at ? $"[{at.Epoch}, {at.Offset}]" : "null";
}
