using Zzz.Transport.Epoll.Calls;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>A descriptor that a loop watches.</summary>
internal abstract class LoopEntry(int descriptor)
{
    private static uint _lastId;

    /// <summary>Distinguishes the entry from others that have had the same descriptor, so that an event of theirs is not taken for one of this.</summary>
    private readonly uint _id = Interlocked.Increment(ref _lastId);

    public int Descriptor => descriptor;

    public ulong Key => KeyOf(_id, descriptor);

    public static int DescriptorOf(ulong key) => (int)(uint)key;

    public abstract void OnReady(ReadyEvents events);

    /// <summary>Ends the entry, because the call of its handler failed, or because the loop ends.</summary>
    public abstract void Abandon();

    private static ulong KeyOf(uint id, int descriptor) => ((ulong)id << 32) | (uint)descriptor;
}
