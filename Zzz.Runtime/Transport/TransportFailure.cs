using System.Net.Sockets;

namespace Zzz.Transport;

/// <summary>How Kestrel's pipes and streams tell that a connection was reset, aborted or completed.</summary>
internal static class TransportFailure
{
    public static bool Is(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or InvalidOperationException or ObjectDisposedException;
}
