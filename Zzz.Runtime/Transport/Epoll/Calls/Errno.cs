namespace Zzz.Transport.Epoll.Calls;

/// <summary>The numbers of errors, which are the same on all architectures that .NET supports on Linux.</summary>
internal static class Errno
{
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int NoMemory = 12;
    public const int TooManyFilesInSystem = 23;
    public const int TooManyFiles = 24;
    public const int BrokenPipe = 32;
    public const int NoNetwork = 64;
    public const int ProtocolError = 71;
    public const int NoProtocolOption = 92;
    public const int NotSupported = 95;
    public const int NetworkDown = 100;
    public const int NetworkUnreachable = 101;
    public const int ConnectionAborted = 103;
    public const int ConnectionReset = 104;
    public const int NoBuffers = 105;
    public const int HostDown = 112;
    public const int HostUnreachable = 113;
}
