using Zzz.Protocol.Deflate;

namespace Zzz.Bench.Codec;

/// <summary>A message to train codes with, and what the compressor finds in it.</summary>
internal sealed class TrainingMessage
{
    public TrainingMessage(byte[] bytes)
    {
        var sequences = new SequenceBuffer();
        GreedyMatcher.FindBlock(new MatchSource(bytes, default, DeflateParameters.MaxWindowBits), 0, bytes.Length, new MatchTable(new ushort[4096]), sequences);
        SymbolCounts.Collect(bytes, sequences.Sequences, Counts);
        Bytes = bytes;
        Samples = [.. Enumerable.Range(0, TrainedCodes.Samples).Select(i => bytes[i * (bytes.Length / TrainedCodes.Samples)])];
    }

    public byte[] Bytes { get; }

    public int[] Counts { get; } = new int[SymbolCounts.Count];

    /// <summary>The bytes by which <see cref="TrainedCodes.Guess"/> chooses.</summary>
    public byte[] Samples { get; }

    public bool IsAscii => !Counts.AsSpan(0x80, 0x80).ContainsAnyExcept(0);
}
