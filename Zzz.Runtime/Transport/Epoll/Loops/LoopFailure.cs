using System.Runtime.InteropServices;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>Describes system calls that failed.</summary>
internal static class LoopFailure
{
    public static string Describe(int error) => $"{Marshal.GetPInvokeErrorMessage(error)} (error {error})";

    /// <exception cref="IOException">The result is the negative number of an error.</exception>
    public static int ThrowIfNegative(int result, string call) => result >= 0 ? result : throw new IOException(
        $"UseZzzSockets cannot start a loop: {call} failed: {Describe(-result)}. Raise the limit of open files (ulimit -n), allow the call if the container's security profile forbids it, or do not call UseZzzSockets.");
}
