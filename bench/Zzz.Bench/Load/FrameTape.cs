namespace Zzz.Bench.Load;

/// <summary>
/// A sequence of masked frames, built before anything is measured. A connection sends them in order. After the last frame, it continues with the
/// first, or with a later one if compressed frames refer to those before them.
/// </summary>
internal sealed class FrameTape
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int _repeatFrom;

    public FrameTape(IReadOnlyList<byte[]> frames, int repeatFrom = 0)
    {
        _repeatFrom = repeatFrom;
        _starts = new int[frames.Count + 1];
        for (int i = 0; i < frames.Count; i++) _starts[i + 1] = _starts[i] + frames[i].Length;
        _bytes = GC.AllocateUninitializedArray<byte>(_starts[^1], pinned: true);
        for (int i = 0; i < frames.Count; i++) frames[i].CopyTo(_bytes, _starts[i]);
    }

    /// <summary>Returns a tape that repeats one frame, as many times as are ever sent at once.</summary>
    public static FrameTape Repeat(byte[] frame, int times) => new([.. Enumerable.Repeat(frame, times)]);

    /// <summary>Returns the next frames from <paramref name="position"/> on, but no more than are left on the tape.</summary>
    public ReadOnlyMemory<byte> Next(ref int position, ref int count)
    {
        int start = position;
        int end = Math.Min(start + count, _starts.Length - 1);
        count -= end - start;
        position = end == _starts.Length - 1 ? _repeatFrom : end;
        return _bytes.AsMemory(_starts[start], _starts[end] - _starts[start]);
    }
}
