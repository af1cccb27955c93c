using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Zzz.Bench.Linux;

/// <summary>Sets how many files and sockets this process and its children may have open.</summary>
internal static class OpenFiles
{
    private const int Resource = 7;

    public static void Allow(int count)
    {
        if (Libc.SetLimit(Resource, new Libc.ResourceLimit((ulong)count, (ulong)count)) == 0) return;
        throw new InvalidOperationException($"{count} open files are needed: raise the hard limit (ulimit -Hn).", new Win32Exception(Marshal.GetLastPInvokeError()));
    }
}
