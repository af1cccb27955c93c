using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Zzz.Bench.Linux;

/// <summary>Finds out which of many sockets have data to read, or room to write.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    public const uint CanRead = 1;
    public const uint CanWrite = 4;

    /// <summary>The most sockets that one wait reports.</summary>
    public const int MostAtOnce = 512;

    private const int Add = 1;
    private const int Remove = 2;
    private const int Modify = 3;

    private readonly int _epoll = Libc.EpollCreate(0);
    private readonly Libc.EpollEvent[] _ready = new Libc.EpollEvent[MostAtOnce];

    public void Watch(int socket, int number) => Control(Add, socket, new Libc.EpollEvent(CanRead, number));

    /// <summary>Starts or stops watching for room to write, in addition to data to read.</summary>
    public void WatchForRoom(int socket, int number, bool forRoom) =>
        Control(Modify, socket, new Libc.EpollEvent(forRoom ? CanRead | CanWrite : CanRead, number));

    public void Forget(int socket) => Control(Remove, socket, default);

    /// <summary>Waits for at most this many milliseconds, and returns the numbers of the sockets that are ready.</summary>
    public ReadOnlySpan<Libc.EpollEvent> Wait(int milliseconds)
    {
        fixed (Libc.EpollEvent* first = _ready)
        {
            int count = Libc.EpollWait(_epoll, first, _ready.Length, milliseconds);
            return _ready.AsSpan(0, Math.Max(count, 0));
        }
    }

    public void Dispose() => _ = Libc.Close(_epoll);

    private void Control(int operation, int socket, Libc.EpollEvent what)
    {
        if (Libc.EpollControl(_epoll, operation, socket, what) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}
