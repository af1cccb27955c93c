using System.Runtime.InteropServices;

namespace Zzz.Bench.Linux;

/// <summary>The system calls that the load generator makes directly, because they are cheaper than .NET's sockets.</summary>
internal static unsafe partial class Libc
{
    /// <summary>MSG_DONTWAIT | MSG_NOSIGNAL: the calls return immediately, whatever mode the socket is in.</summary>
    private const int AtOnce = 0x40 | 0x4000;

    /// <summary>
    /// Returns how many bytes were read: 0 at the end of the connection, or a negative number if there are none now or the connection is lost.
    /// </summary>
    public static int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer) return (int)Recv(socket, start, (nuint)buffer.Length, AtOnce);
    }

    /// <summary>Returns how many bytes were accepted, or a negative number if none were, or if the connection is lost.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return (int)Send(socket, start, (nuint)bytes.Length, AtOnce);
    }

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Recv(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int socket, in EpollEvent what);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, EpollEvent* events, int count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, in ResourceLimit limit);

    /// <summary>The layout on x86-64, which is packed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal record struct EpollEvent(uint Ready, long Data);

    internal readonly record struct TimeSpec(long Seconds, long Nanoseconds);

    internal readonly record struct ResourceLimit(ulong Soft, ulong Hard);
}
