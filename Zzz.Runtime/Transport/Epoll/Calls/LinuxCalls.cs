using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zzz.Transport.Epoll.Calls;

/// <summary>The system calls of Linux.</summary>
internal sealed unsafe class LinuxCalls : ILoopCalls
{
    public static readonly LinuxCalls Instance = new();

    private const int NonBlocking = 0x800; // the same for sockets and eventfd
    private const int CloseOnExec = 0x80000; // the same for sockets, epoll and eventfd
    private const int Add = 1;
    private const int Delete = 2;
    private const int OnlyLook = 0x2; // MSG_PEEK
    private const int NoPipeSignal = 0x4000; // MSG_NOSIGNAL
    private const int SocketLevel = 1;
    private const int Linger = 13;
    private const int FurtherSends = 1;

    static LinuxCalls() => NativeLibrary.SetDllImportResolver(typeof(LinuxCalls).Assembly, Resolve);

    private LinuxCalls()
    {
    }

    public int CreateEpoll() => Result(Libc.EpollCreate(CloseOnExec));

    public int CreateSignal() => Result(Libc.EventFd(0, NonBlocking | CloseOnExec));

    public int Signal(int signal)
    {
        ulong one = 1;
        return Result(Libc.Write(signal, &one, sizeof(ulong)));
    }

    public int Watch(int epoll, int descriptor, ReadyEvents events, ulong key)
    {
        byte* watched = stackalloc byte[EventLayout.MaxSize];
        EventLayout.Native.Write(new Span<byte>(watched, EventLayout.MaxSize), new Readiness(events, key));
        return Result(Libc.EpollControl(epoll, Add, descriptor, watched));
    }

    public int Unwatch(int epoll, int descriptor)
    {
        byte* ignored = stackalloc byte[EventLayout.MaxSize];
        return Result(Libc.EpollControl(epoll, Delete, descriptor, ignored));
    }

    [SkipLocalsInit]
    public int Wait(int epoll, Span<Readiness> ready, int milliseconds)
    {
        EventLayout layout = EventLayout.Native;
        byte* events = stackalloc byte[ready.Length * layout.Size];
        int count = Result(Libc.EpollWait(epoll, events, ready.Length, milliseconds));
        for (int i = 0; i < count; i++) ready[i] = layout.Read(new ReadOnlySpan<byte>(events, ready.Length * layout.Size), i);
        return count;
    }

    public int Accept(int listener) => Result(Libc.Accept(listener, null, null, NonBlocking | CloseOnExec));

    public int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer) return Result(Libc.Receive(socket, start, (nuint)buffer.Length, 0));
    }

    public int Peek(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer) return Result(Libc.Receive(socket, start, (nuint)buffer.Length, OnlyLook));
    }

    public int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return Result(Libc.Send(socket, start, (nuint)bytes.Length, NoPipeSignal));
    }

    public int FinishSending(int socket) => Result(Libc.Shutdown(socket, FurtherSends));

    public int ResetOnClose(int socket)
    {
        int* onWithoutDelay = stackalloc int[] { 1, 0 };
        return Result(Libc.SetOption(socket, SocketLevel, Linger, onWithoutDelay, 2 * sizeof(int)));
    }

    public int Close(int descriptor) => Result(Libc.Close(descriptor));

    public EndPoint? LocalEndPoint(int socket)
    {
        byte* address = stackalloc byte[InternetAddress.MaxSize];
        uint length = InternetAddress.MaxSize;
        return Libc.GetLocalAddress(socket, address, &length) == 0 ? InternetAddress.Read(new ReadOnlySpan<byte>(address, (int)length)) : null;
    }

    public EndPoint? RemoteEndPoint(int socket)
    {
        byte* address = stackalloc byte[InternetAddress.MaxSize];
        uint length = InternetAddress.MaxSize;
        return Libc.GetRemoteAddress(socket, address, &length) == 0 ? InternetAddress.Read(new ReadOnlySpan<byte>(address, (int)length)) : null;
    }

    private static int Result(nint returned) => returned >= 0 ? (int)returned : -Marshal.GetLastPInvokeError();

    /// <summary>Finds the C library in the process, whose file has different names with glibc and musl.</summary>
    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        nint process = library == "libc" ? NativeLibrary.GetMainProgramHandle() : 0;
        return process != 0 && NativeLibrary.TryGetExport(process, "epoll_create1", out _) ? process : 0;
    }
}
