using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Connection.Timing;
using Zzz.Telemetry;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>Listens with the options of Kestrel's socket transport, and serves upgrade requests on the loops.</summary>
internal sealed class EpollListenerFactory(
    LoopGroup loops,
    IOptions<SocketTransportOptions> sockets,
    IOptions<KestrelServerOptions> kestrel,
    IMemoryPoolFactory<byte> memory,
    TimerWheel timers,
    ILoggerFactory loggers) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDisposable
{
    private readonly SocketTransportOptions _options = sockets.Value;
    private readonly MemoryPool<byte> _memory = memory.Create();
    private readonly SocketConnectionContextFactory _kestrel = new(
        KestrelSockets.OptionsOf(sockets.Value, memory), loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));

    private readonly UnheardSockets _unheard = new(kestrel.Value.Limits.MaxConcurrentConnections);

    /// <summary>Whether any listener was bound.</summary>
    public bool IsUsed { get; private set; }

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint or UnixDomainSocketEndPoint or FileHandleEndPoint;

    /// <exception cref="AddressInUseException">Another socket listens at the address.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        IsUsed = true;
        Socket socket = Listen(endpoint);
        TimeSpan timeout = kestrel.Value.Limits.RequestHeadersTimeout;
        var maker = new ConnectionMaker(socket.LocalEndPoint!, _kestrel, _memory) { Timers = timers, HeadersTimeout = timeout };
        int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        ILogger logger = GuardedLogger.Of(loggers.CreateLogger<EpollListener>());
        var acceptor = new Acceptor(descriptor, loops, new Peek(maker, _unheard), _unheard, timers, logger);
        acceptor.Start();
        return ValueTask.FromResult<IConnectionListener>(new EpollListener(socket, acceptor, maker));
    }

    public void Dispose() => _kestrel.Dispose();

    private Socket Listen(EndPoint endpoint)
    {
        Socket? socket = null;
        try
        {
            socket = _options.CreateBoundListenSocket(endpoint);
            if (socket.LocalEndPoint is IPEndPoint) socket.NoDelay = _options.NoDelay; // accepted sockets inherit it
            socket.Blocking = false;
            socket.Listen(_options.Backlog);
            return socket;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket?.Dispose();
            throw new AddressInUseException(exception.Message, exception);
        }
    }
}
