using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>
/// Chooses the code for each block from its message alone. A code learned from other messages would reveal to one peer something about the messages
/// sent to others.
/// </summary>
internal sealed class BlockCodes
{
    /// <summary>The size from which on a block's own code is always built. For smaller blocks, it must first promise a saving.</summary>
    private const int OwnCodeThreshold = 3 * 1024;

    /// <summary>Below this size, building a block's own code takes longer than everything else, so it must promise a larger saving.</summary>
    private const int MinOwnCode = 512;

    private readonly int[] _counts = new int[SymbolCounts.Count];
    private readonly HuffmanCode _own = new();

    /// <summary>Returns the best code for a block, and the size of the block in that code, in bits.</summary>
    public HuffmanCode Choose(ReadOnlySpan<byte> block, ReadOnlySpan<Sequence> sequences, TrainedCodes codes, bool optimal, out int cost)
    {
        SymbolCounts.Collect(block, sequences, _counts);
        HuffmanCode best = HuffmanCode.Fixed;
        cost = best.Cost(_counts);
        foreach (HuffmanCode trained in codes.All)
            TakeCheaper(trained, ref best, ref cost);

        if (optimal || block.Length >= OwnCodeThreshold || EntropyCode.LeastCost(_counts) < cost - cost / (block.Length < MinOwnCode ? 4 : 6))
        {
            _own.Build(_counts);
            TakeCheaper(_own, ref best, ref cost);
        }
        return best;
    }

    private void TakeCheaper(HuffmanCode code, ref HuffmanCode best, ref int cost)
    {
        int another = code.Cost(_counts);
        if (another >= cost)
            return;
        best = code;
        cost = another;
    }
}
