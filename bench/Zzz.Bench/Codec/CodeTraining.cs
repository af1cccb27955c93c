using System.Globalization;
using Zzz.Deflate;
using Zzz.Deflate.Deflating.Coding;

namespace Zzz.Bench.Codec;

/// <summary>Prints the code lengths for <c>Zzz.Runtime/Deflate/Deflating/Coding/TrainedLengths.cs</c>.</summary>
internal static class CodeTraining
{
    private const int Row = 32;

    private const int Rounds = 8;

    /// <summary>
    /// The weight of a header relative to the end of a message, because only the end is counted and the whole message is several times as long.
    /// </summary>
    private const double FarHeaderWeight = 0.4;

    /// <summary>The number of bytes counted at the end of a long message. The bytes before them are those to which matches refer.</summary>
    private const int End = 4096;

    public static void Run(string[] args)
    {
        string docs = Path.Combine(Repository.Root, "docs");
        var messages = new TrainingMessages(string.Concat(Directory.GetFiles(docs, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        Train("Near", 1, [.. messages.Records().Concat(messages.Prose()).Concat(messages.Markup()).Select(message => new TrainingMessage(message))]);
        Train("Far", FarHeaderWeight, [.. messages.Long().Select(message => new TrainingMessage(message, message.Length - End))]);
    }

    private static void Train(string name, double headerWeight, TrainingMessage[] messages)
    {
        TrainingMessage[][] clusters =
        [
            .. Cluster([.. messages.Where(message => message.IsAscii)], TrainedCodes.AsciiCodes, headerWeight),
            .. Cluster([.. messages.Where(message => !message.IsAscii)], TrainedCodes.Count - TrainedCodes.AsciiCodes, headerWeight),
        ];
        Print(name, clusters.Select(cluster => Lengths(cluster, headerWeight)));
        Print(name + "Plain", clusters.Select(PlainLengths));
    }

    private static void Print(string name, IEnumerable<byte[]> codes)
    {
        Console.WriteLine($"    public static readonly string[] {name} =\n    [");
        foreach (byte[] lengths in codes)
        {
            Console.WriteLine("        \"\"\"");
            foreach (byte[] row in lengths.Chunk(Row))
                Console.WriteLine("        " + string.Concat(row.Select(length => length.ToString("x", CultureInfo.InvariantCulture))));
            Console.WriteLine("        \"\"\",");
        }
        Console.WriteLine("    ];");
    }

    /// <summary>
    /// Lloyd's algorithm: repeatedly builds a code from the messages that are shortest with it. Each additional code starts with the message that
    /// gains least. In the final rounds, each message has the code that a sample of its bytes selects, as it will when messages are sent.
    /// </summary>
    private static TrainingMessage[][] Cluster(TrainingMessage[] messages, int count, double headerWeight)
    {
        TrainingMessage[][] clusters = [messages];
        for (int round = 0; round < count + Rounds; round++)
        {
            List<HuffmanCode> codes = [.. clusters.Select(cluster => Code(cluster, headerWeight))];
            Report(messages, codes);
            if (codes.Count < count)
            {
                var worst = messages.MaxBy(message => (double)codes.Min(code => code.Cost(message.Counts)) / EntropyCode.LeastCost(message.Counts))!;
                codes.Add(Code([worst], headerWeight));
            }

            for (int i = 0; i < 4; i++)
            {
                clusters = [.. messages.GroupBy(message => codes.MinBy(code => code.Cost(message.Counts))).Select(cluster => cluster.ToArray())];
                codes = [.. clusters.Select(cluster => Code(cluster, headerWeight))];
            }
        }
        for (int round = 0; round < 2; round++)
        {
            byte[][] plain = [.. clusters.Select(PlainLengths)];
            clusters =
            [
                .. messages
                    .GroupBy(message => plain.MinBy(lengths => message.Samples.Sum(literal => lengths[literal])))
                    .Select(cluster => cluster.ToArray()),
            ];
            Console.Error.WriteLine($"guessed: {clusters.Sum(cluster => cluster.Sum(message => (long)Code(cluster, headerWeight).Cost(message.Counts))) / 8.0 / messages.Length:F1} bytes a message");
        }
        return clusters;
    }

    private static void Report(TrainingMessage[] messages, List<HuffmanCode> codes)
        => Console.Error.WriteLine($"{codes.Count} codes: {messages.Average(message => codes.Min(code => code.Cost(message.Counts))) / 8:F1} bytes a message");

    private static byte[] PlainLengths(TrainingMessage[] messages)
    {
        int[] counts = new int[DeflateSymbols.EndOfBlock];
        foreach (TrainingMessage message in messages)
        {
            foreach (byte literal in message.Bytes)
                counts[literal]++;
        }
        int floor = 1 + counts.Sum() / 8192;
        byte[] lengths = new byte[counts.Length];
        CodeLengths.Build(counts.Select(count => count + floor).ToArray(), 14, lengths);
        return lengths;
    }

    private static HuffmanCode Code(TrainingMessage[] messages, double headerWeight)
    {
        byte[] lengths = Lengths(messages, headerWeight);
        return HuffmanCode.Of(lengths.AsSpan(0, DeflateSymbols.UsedLiteralCount), lengths.AsSpan(DeflateSymbols.UsedLiteralCount));
    }

    private static byte[] Lengths(TrainingMessage[] messages, double headerWeight)
    {
        double[] mean = new double[SymbolCounts.Count];
        foreach (TrainingMessage message in messages)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += (double)message.Counts[i] / messages.Length;
        }
        bool ascii = mean.AsSpan(0x80, 0x80).IndexOfAnyExcept(0) < 0;
        double floor = headerWeight * mean.Sum() / 4096;
        for (int i = 0; i < DeflateSymbols.UsedLiteralCount; i++)
            mean[i] += i is (>= ' ' and < 0x7F) or (byte)'\n' or >= DeflateSymbols.EndOfBlock ? floor : ascii ? 0 : floor / 4;
        for (int i = 0; i < DeflateSymbols.UsedDistanceCount; i++)
            mean[SymbolCounts.FirstDistance + i] += floor;
        return
        [
            .. Lengths(mean.AsSpan(0, DeflateSymbols.UsedLiteralCount), headerWeight),
            .. Lengths(mean.AsSpan(SymbolCounts.FirstDistance, DeflateSymbols.UsedDistanceCount), headerWeight),
        ];
    }

    private static byte[] Lengths(ReadOnlySpan<double> weights, double headerWeight)
    {
        double[] level = Level(weights, headerWeight);
        byte[] lengths = new byte[weights.Length];
        CodeLengths.Build(level.Select(weight => weight == 0 ? 0 : 1 + (int)(weight * 10_000)).ToArray(), 14, lengths);
        return lengths;
    }

    /// <summary>
    /// Makes neighbouring lengths equal where that saves more in the header, which every message carries, than it costs in symbols: a header states a
    /// length and how often it is repeated.
    /// </summary>
    private static double[] Level(ReadOnlySpan<double> weights, double headerWeight)
    {
        double all = 0;
        foreach (double weight in weights)
            all += weight;
        double[] best = new double[weights.Length + 1];
        int[] from = new int[best.Length];
        for (int end = 1; end < best.Length; end++)
        {
            best[end] = double.MaxValue;
            double sum = 0;
            for (int start = end - 1; start >= 0; start--)
            {
                sum += weights[start];
                bool mixed = sum > 0 && weights[start] == 0 != (weights[end - 1] == 0);
                if (mixed)
                    break;
                double cost = best[start] + headerWeight * HeaderBits(sum == 0, end - start) - (sum == 0 ? 0 : sum * Math.Log2(sum / (end - start) / all));
                if (cost >= best[end])
                    continue;
                best[end] = cost;
                from[end] = start;
            }
        }

        double[] level = new double[weights.Length];
        for (int end = weights.Length; end > 0; end = from[end])
            level.AsSpan(from[end]..end).Fill(Sum(weights[from[end]..end]) / (end - from[end]));
        return level;
    }

    private static double HeaderBits(bool none, int run) =>
        none ? 4 + run / 139 * 10 + (run > 10 ? 7 : 3) : 3 + (run > 3 ? (run + 4) / 6 * 4 : (run - 1) * 2.5);

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
