using System.Numerics;

namespace Zzz.Protocol.Deflate;

/// <summary>
/// A dynamic code that serves many messages: learnt from those before, it is built anew only now and then, or for a symbol that it
/// lacks, since a code of each message's own would cost more time than finding its matches.
/// </summary>
internal sealed class LearnedCode
{
    private const int MaxAge = 64;

    private readonly int[] _weights = new int[SymbolCounts.Count];
    private readonly HuffmanCode _code = new();
    private int _age;
    private int _rebuildAt;

    /// <summary>Learns from a block, and gives the code to encode it with.</summary>
    public HuffmanCode Learn(ReadOnlySpan<int> counts)
    {
        for (int i = 0; i < SymbolCounts.Count; i += Vector<int>.Count)
            (new Vector<int>(_weights, i) + new Vector<int>(counts[i..])).CopyTo(_weights, i);
        if (_age >= _rebuildAt || !_code.Covers(counts))
            Rebuild();
        _age++;
        return _code;
    }

    /// <summary>The first messages teach most, so the time between two codes doubles until it is <see cref="MaxAge"/> messages.</summary>
    private void Rebuild()
    {
        _code.Build(_weights);
        if (_age < MaxAge)
        {
            _rebuildAt = Math.Min(2 * _age + 1, MaxAge);
            return;
        }
        _age = 0;
        _rebuildAt = MaxAge;
        foreach (ref int weight in _weights.AsSpan())
            weight >>= 1;
    }
}
