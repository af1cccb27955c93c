using System.Runtime.InteropServices;

namespace Zzz.Transport.Epoll.Calls;

/// <summary>The layout of <c>struct epoll_event</c>, which has no gap between its fields on x64 (and x86), unlike on other architectures.</summary>
/// <param name="Size">The size in bytes.</param>
internal readonly record struct EventLayout(int Size)
{
    public const int MaxSize = 16;

    private const int PackedSize = 12;

    public static readonly EventLayout Native = Of(RuntimeInformation.ProcessArchitecture);

    public static EventLayout Of(Architecture architecture) => new(architecture is Architecture.X64 or Architecture.X86 ? PackedSize : MaxSize);

    public Readiness Read(ReadOnlySpan<byte> events, int index)
    {
        ReadOnlySpan<byte> one = events.Slice(index * Size, Size);
        return new Readiness((ReadyEvents)MemoryMarshal.Read<uint>(one), MemoryMarshal.Read<ulong>(one[(Size - sizeof(ulong))..]));
    }

    public void Write(Span<byte> one, Readiness watched)
    {
        MemoryMarshal.Write(one, (uint)watched.Events);
        MemoryMarshal.Write(one[(Size - sizeof(ulong))..], watched.Key);
    }
}
