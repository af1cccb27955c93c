using Zzz.Deflate.Deflating.Coding;
using Zzz.Deflate.Deflating.Matching;
using Zzz.Protocol;

namespace Zzz.Bench.Codec;

/// <summary>A message with which codes are trained, or the end of a long one, and the sequences that the compressor finds in it.</summary>
internal sealed class TrainingMessage
{
    public TrainingMessage(byte[] message, int start = 0)
    {
        var sequences = new SequenceBuffer();
        var table = new MatchTable(new ushort[4096]);
        var source = new MatchSource(message, default, DeflateParameters.MaxWindowBits);
        for (int position = 0; position < start; sequences.Clear())
            position = GreedyMatcher.FindBlock(source, position, start, table, sequences);
        int end = GreedyMatcher.FindBlock(source, start, message.Length, table, sequences);
        Bytes = message[start..end];
        SymbolCounts.Collect(Bytes, sequences.Sequences, Counts);
        Samples = [.. Enumerable.Range(0, TrainedCodes.Samples).Select(i => Bytes[i * (Bytes.Length / TrainedCodes.Samples)])];
    }

    public byte[] Bytes { get; }

    public int[] Counts { get; } = new int[SymbolCounts.Count];

    /// <summary>The bytes by which <see cref="TrainedCodes.Guess"/> chooses a code.</summary>
    public byte[] Samples { get; }

    public bool IsAscii => !Counts.AsSpan(0x80, 0x80).ContainsAnyExcept(0);
}
