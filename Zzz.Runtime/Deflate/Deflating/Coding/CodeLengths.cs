namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Finds the code lengths of the best Huffman code, and shortens those that exceed a limit.</summary>
/// <remarks>Moffat and Katajainen, "In-place calculation of minimum-redundancy codes"; the depths in the tree are counted level by level.</remarks>
internal static class CodeLengths
{
    private const int SymbolBits = 10;
    private const ulong SymbolMask = (1 << SymbolBits) - 1;

    /// <summary>Gives each symbol with a weight above zero a length of 1 to <paramref name="maxBits"/>; at least two symbols get one.</summary>
    public static void Build(ReadOnlySpan<int> weights, int maxBits, Span<byte> lengths)
    {
        Span<ulong> nodes = stackalloc ulong[DeflateSymbols.LiteralCount];
        nodes = nodes[..Gather(weights, nodes)];
        Sort(nodes);
        BuildTree(nodes);

        Span<int> counts = stackalloc int[maxBits + 2];
        counts.Clear();
        CountLengths(nodes, counts, maxBits);

        lengths.Clear();
        int next = 0;
        for (int length = maxBits; length > 0; length--)
        {
            for (int left = counts[length]; left > 0; left--)
                lengths[(int)(nodes[next++] & SymbolMask)] = (byte)length;
        }
    }

    /// <summary>
    /// Makes a node of each symbol that is used. If there are fewer than two, symbols 0 and 1 fill the code up, because not every decoder accepts
    /// such a code.
    /// </summary>
    private static int Gather(ReadOnlySpan<int> weights, Span<ulong> nodes)
    {
        int count = 0;
        for (int symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] > 0)
                nodes[count++] = (ulong)weights[symbol] << SymbolBits | (uint)symbol;
        }
        for (int symbol = 0; count < 2; symbol++)
        {
            if (weights[symbol] == 0)
                nodes[count++] = 1UL << SymbolBits | (uint)symbol;
        }
        return count;
    }

    /// <summary>Shell sort with Ciura's gaps. For at most 288 nodes, it is faster than a sort that calls a comparison.</summary>
    private static void Sort(Span<ulong> nodes)
    {
        foreach (byte gap in (ReadOnlySpan<byte>)[132, 57, 23, 10, 4, 1])
        {
            for (int i = gap; i < nodes.Length; i++)
            {
                ulong node = nodes[i];
                int at = i;
                for (; at >= gap && nodes[at - gap] > node; at -= gap)
                    nodes[at] = nodes[at - gap];
                nodes[at] = node;
            }
        }
    }

    /// <summary>
    /// Turns sorted leaves into inner nodes that hold the index of their parent. Inner nodes replace leaves that have already been joined; the
    /// symbols in the low bits stay where they are.
    /// </summary>
    private static void BuildTree(Span<ulong> nodes)
    {
        int leaf = 0;
        int inner = 0;
        for (int next = 0; next < nodes.Length - 1; next++)
        {
            ulong weight = TakeLightest(nodes, ref leaf, ref inner, next) + TakeLightest(nodes, ref leaf, ref inner, next);
            nodes[next] = weight << SymbolBits | (nodes[next] & SymbolMask);
        }
    }

    private static ulong TakeLightest(Span<ulong> nodes, ref int leaf, ref int inner, int parent)
    {
        if (inner == parent || (leaf < nodes.Length && nodes[leaf] >> SymbolBits <= nodes[inner] >> SymbolBits))
            return nodes[leaf++] >> SymbolBits;

        ulong weight = nodes[inner] >> SymbolBits;
        nodes[inner] = (ulong)parent << SymbolBits | (nodes[inner] & SymbolMask);
        inner++;
        return weight;
    }

    /// <summary>
    /// Walks down from the root. Each inner node turns one code into two that are one bit longer. At the limit, it does so with the longest code that
    /// may still grow.
    /// </summary>
    private static void CountLengths(Span<ulong> nodes, Span<int> counts, int maxBits)
    {
        int root = nodes.Length - 2;
        nodes[root] &= SymbolMask;
        counts[1] = 2;
        for (int node = root - 1; node >= 0; node--)
        {
            int depth = (int)(nodes[(int)(nodes[node] >> SymbolBits)] >> SymbolBits) + 1;
            nodes[node] = (ulong)depth << SymbolBits | (nodes[node] & SymbolMask);
            int length = Math.Min(depth, maxBits);
            if (depth >= maxBits)
            {
                do
                    length--;
                while (counts[length] == 0);
            }
            counts[length]--;
            counts[length + 1] += 2;
        }
    }
}
