using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Zzz.Transport.Epoll;

/// <summary>The settings of Kestrel's own transport for the connections that are passed on to it.</summary>
internal static class KestrelSockets
{
    public static SocketConnectionFactoryOptions OptionsOf(SocketTransportOptions transport, IMemoryPoolFactory<byte> memory)
    {
        var options = new SocketConnectionFactoryOptions
        {
            IOQueueCount = transport.IOQueueCount,
            WaitForDataBeforeAllocatingBuffer = transport.WaitForDataBeforeAllocatingBuffer,
            MaxReadBufferSize = transport.MaxReadBufferSize,
            MaxWriteBufferSize = transport.MaxWriteBufferSize,
            UnsafePreferInlineScheduling = transport.UnsafePreferInlineScheduling,
        };
        try
        {
            SetMemoryPoolFactory(options, memory);
        }
        catch (MissingMethodException)
        {
            // A version of Kestrel without this property: the connections work with its default, which is the memory that all pools share.
        }

        return options;
    }

    /// <summary>Kestrel's transport sets this property itself, but does not let others do so.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_MemoryPoolFactory")]
    private static extern void SetMemoryPoolFactory(SocketConnectionFactoryOptions options, IMemoryPoolFactory<byte> factory);
}
