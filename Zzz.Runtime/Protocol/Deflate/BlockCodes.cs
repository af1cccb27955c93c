using System.Numerics;

namespace Zzz.Protocol.Deflate;

/// <summary>
/// Chooses the code of each block. Most messages get a dynamic code that was learnt from earlier ones, because a code of each message's
/// own would cost more time than finding its matches. It is learnt from a sample of them, and built anew now and then.
/// </summary>
internal sealed class BlockCodes
{
    /// <summary>One message in so many is a sample, once there were as many.</summary>
    private const int SampleInterval = 16;

    /// <summary>The code is built from this many samples, and on those before with half their weight each time.</summary>
    private const int BuildInterval = 4;

    /// <summary>A symbol seen once keeps a weight for so many builds: each that has no code costs a message the fast way.</summary>
    private const int BuildsToForget = 4;

    /// <summary>From here on a block's own code may repay the time it takes.</summary>
    private const int OwnCodeThreshold = 8 * 1024;

    private readonly int[] _counts = new int[SymbolCounts.Count];
    private readonly int[] _weights = new int[SymbolCounts.Count];
    private readonly HuffmanCode _own = new();
    private int _messages;
    private int _untilSample;
    private int _samples;
    private int _untilBuild;
    private bool _isSample;
    private bool _ownPays;

    public HuffmanCode Learned { get; } = new();

    /// <summary>To be called for each message. True when one as long is best written with the learned code, unseen.</summary>
    public bool TrustsLearned(int length)
    {
        _isSample = --_untilSample <= 0;
        if (_isSample)
            _untilSample = Math.Min(++_messages, SampleInterval);
        return _samples > 0 && !_isSample && !(_ownPays && length >= OwnCodeThreshold);
    }

    /// <summary>The best code for a block, and the bits that it costs with it.</summary>
    public HuffmanCode Choose(ReadOnlySpan<byte> block, ReadOnlySpan<Sequence> sequences, bool optimal, out int cost)
    {
        SymbolCounts.Collect(block, sequences, _counts);
        HuffmanCode code = optimal ? Own() : LearnedOrOwn(block.Length);
        cost = code.Cost(_counts);
        int fixedCost = HuffmanCode.Fixed.Cost(_counts);
        if (cost < fixedCost)
            return code;
        cost = fixedCost;
        return HuffmanCode.Fixed;
    }

    private HuffmanCode Own()
    {
        _own.Build(_counts);
        return _own;
    }

    private HuffmanCode LearnedOrOwn(int length)
    {
        if (_isSample || !Learned.Covers(_counts))
            Learn();
        if (length < OwnCodeThreshold)
            return Learned;

        int learnedCost = Learned.Cost(_counts);
        int ownCost = Own().Cost(_counts);
        _ownPays = ownCost < learnedCost - learnedCost / 16;
        return ownCost < learnedCost ? _own : Learned;
    }

    private void Learn()
    {
        for (int i = 0; i < SymbolCounts.Count; i += Vector<int>.Count)
            (new Vector<int>(_weights, i) + (new Vector<int>(_counts, i) << BuildsToForget)).CopyTo(_weights, i);
        _samples++;
        if (--_untilBuild > 0 && Learned.Covers(_counts))
            return;

        Learned.Build(_weights);
        if (_untilBuild > 0)
            return;
        _untilBuild = Math.Min(_samples, BuildInterval);
        foreach (ref int weight in _weights.AsSpan())
            weight >>= 1;
    }
}
