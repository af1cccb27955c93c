using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>
/// Follows chains of earlier places to the longest match, and takes it unless a match that starts one byte later is longer. Used for
/// <see cref="WsCompressionLevel.Optimal"/>.
/// </summary>
internal sealed class LazyMatcher
{
    private const int MinMatch = sizeof(uint);
    private const int HashBits = 14;
    private const int MaxWindow = 1 << 15;

    /// <summary>The number of places to try for a match, and the length of a match that ends the search.</summary>
    private const int MaxChain = 16;
    private const int NiceLength = 130;

    /// <summary>The last place of each hash, and for each place, the previous place with the same hash. All are stored plus <see cref="_origin"/>.</summary>
    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[MaxWindow];

    /// <summary>
    /// The number that is added to the places of this message. Entries below it are from earlier messages, so nothing needs to be cleared in between.
    /// </summary>
    private int _origin = 1;
    private int _inserted;

    /// <summary>Starts a message, and forgets the previous one, even if that failed.</summary>
    public void Begin()
    {
        _origin += _inserted;
        _inserted = 0;
        if ((uint)_origin < int.MaxValue / 2)
            return; // otherwise, entries would soon become ambiguous, or overflow
        _heads.AsSpan().Clear();
        _origin = 1;
    }

    /// <summary>
    /// Finds the sequences of the block that starts at <paramref name="start"/>, and returns the block's end. The bytes before the start are history.
    /// </summary>
    public int FindBlock(ReadOnlySpan<byte> data, int start, int maxEnd, int maxDistance, SequenceBuffer sequences)
    {
        int anchor = start;
        int position = start;
        while (position <= maxEnd - MinMatch)
        {
            int length = FindLongest(data, position, maxEnd, maxDistance, MinMatch - 1, out int distance);
            if (length < MinMatch)
            {
                position++;
                continue;
            }
            while (length < NiceLength && position < maxEnd - MinMatch)
            {
                int next = FindLongest(data, position + 1, maxEnd, maxDistance, length, out int nextDistance);
                if (next <= length)
                    break;
                (length, distance) = (next, nextDistance);
                position++;
            }
            sequences.Add(position - anchor, length, distance);
            position += length;
            anchor = position;
            if (sequences.IsFull)
                return position;
        }
        return maxEnd;
    }

    /// <summary>Returns the length of the longest match, or 0 if none is longer than <paramref name="beaten"/>.</summary>
    /// <remarks>
    /// Bounds: <paramref name="position"/> is at least four bytes before <paramref name="end"/>, a candidate is before that position, and no match is
    /// longer than the bytes that are left up to the end. This holds for any bytes, even if another thread changes them meanwhile.
    /// </remarks>
    private int FindLongest(ReadOnlySpan<byte> data, int position, int end, int maxDistance, int beaten, out int distance)
    {
        distance = 0;
        ref byte first = ref MemoryMarshal.GetReference(data);
        InsertUpTo(ref first, position);
        int limit = Math.Min(end - position, DeflateSymbols.MaxMatch);
        uint word = Read(ref first, position);
        int candidate = _heads[Hash(word)] - _origin;
        int oldest = Math.Max(0, position - maxDistance);
        int best = beaten;
        for (int left = MaxChain; candidate >= oldest && candidate < position && left > 0 && best < limit; left--)
        {
            if (Unsafe.Add(ref first, candidate + best) == Unsafe.Add(ref first, position + best) && Read(ref first, candidate) == word)
            {
                int length = MinMatch + MatchLength.Count(
                    ref Unsafe.Add(ref first, position + MinMatch), ref Unsafe.Add(ref first, candidate + MinMatch), limit - MinMatch);
                if (length > best)
                {
                    best = length;
                    distance = position - candidate;
                    if (length >= NiceLength)
                        break;
                }
            }
            int previous = _previous[candidate & (MaxWindow - 1)] - _origin;
            if (previous >= candidate)
                break;
            candidate = previous;
        }
        return distance == 0 ? 0 : best;
    }

    private void InsertUpTo(ref byte data, int position)
    {
        for (; _inserted < position; _inserted++)
        {
            ref int head = ref _heads[Hash(Read(ref data, _inserted))];
            _previous[_inserted & (MaxWindow - 1)] = head;
            head = _origin + _inserted;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read(ref byte data, int position) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref data, position));

    private static int Hash(uint word) => (int)(word * 0x9E3779B1 >> (32 - HashBits));
}
