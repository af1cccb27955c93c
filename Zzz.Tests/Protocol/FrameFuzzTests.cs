using Xunit;

namespace Zzz.Tests.Protocol;

/// <summary>
/// Frames from the corpus, damaged, joined and cut in every way. The reader never throws or hangs, holds no more than its limit, and finds the same
/// events however the frames are cut.
/// </summary>
public class FrameFuzzTests
{
    private const int Iterations = 20_000;
    private const int MaxMessageSize = 200;

    private static readonly byte[][] Corpus =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Protocol", "frames.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(Convert.FromHexString),
    ];

    [Fact]
    public void Damaged_frames()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Iterations; i++) Try(Damaged(random), random, $"seed {seed}, iteration {i}");
    }

    [Fact]
    public void Noise()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Iterations; i++)
        {
            byte[] input = new byte[random.Next(1, 300)];
            random.NextBytes(input);
            Try(input, random, $"seed {seed}, iteration {i}");
        }
    }

    [Fact]
    public void The_corpus_itself_is_read_without_a_fault_but_where_it_has_one()
    {
        string[] faults = [.. Corpus.SelectMany(MessageTrace.Of).Where(found => found.StartsWith("fault", StringComparison.Ordinal))];
        Assert.Equal(["fault 1009 RFC 6455 §7.4.1", "fault 1002 RFC 6455 §5.4"], faults);
    }

    private static void Try(byte[] input, Random random, string what)
    {
        var whole = new MessageTrace(MaxMessageSize);
        whole.Feed(input);
        var pieces = new MessageTrace(MaxMessageSize);
        for (int start = 0, end; start < input.Length; start = end)
        {
            end = random.Next(start + 1, input.Length + 1);
            pieces.Feed(input[start..end]);
        }

        Assert.True(whole.Events.SequenceEqual(pieces.Events) && whole.IsAnswered == pieces.IsAnswered, what);
        Assert.All(whole.Events, found => Assert.True(found.Length <= (2 * MaxMessageSize) + 10, what));
    }

    /// <summary>Returns a few frames in a row, with bytes changed, removed and inserted.</summary>
    private static byte[] Damaged(Random random)
    {
        List<byte> input = [.. Enumerable.Range(0, random.Next(1, 4)).SelectMany(_ => Corpus[random.Next(Corpus.Length)])];
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(input.Count);
            switch (random.Next(4))
            {
                case 0: input[at] = (byte)random.Next(256); break;
                case 1: input[at] ^= (byte)(1 << random.Next(8)); break;
                case 2 when input.Count > 1: input.RemoveAt(at); break;
                default: input.Insert(at, (byte)random.Next(256)); break;
            }
        }

        return [.. input];
    }
}
