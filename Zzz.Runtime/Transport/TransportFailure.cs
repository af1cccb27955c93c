using System.Net.Sockets;

namespace Zzz.Transport;

/// <summary>Recognizes the exceptions with which Kestrel's pipes and streams report that a connection was reset, aborted or completed.</summary>
internal static class TransportFailure
{
    public static bool Is(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or InvalidOperationException or ObjectDisposedException;
}
