using System.IO.Pipelines;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>Sends what HTTP writes. The thread that flushes makes the system call itself, unless bytes wait for room.</summary>
internal sealed class HandshakeOutput(PipeReader written, LoopSocket socket)
{
    private volatile bool _hasSent;
    private volatile bool _hasWaited;

    /// <summary>Whether any bytes may have left.</summary>
    public bool HasSent => _hasSent;

    /// <summary>Whether bytes have ever waited for room. If not, all that was flushed has been sent.</summary>
    public bool HasWaited => _hasWaited;

    /// <summary>Runs until the output is complete, or the connection is gone, and then closes the socket.</summary>
    public async Task RunAsync()
    {
        bool isOpen = true;
        while (isOpen)
        {
            ReadResult read = await written.ReadAsync();
            bool isGone = !await TrySendAsync(read);
            written.AdvanceTo(read.Buffer.End);
            isOpen = !isGone && !read.IsCompleted;
        }

        await written.CompleteAsync();
        socket.Close();
    }

    private async ValueTask<bool> TrySendAsync(ReadResult read)
    {
        foreach (ReadOnlyMemory<byte> segment in read.Buffer)
        {
            for (ReadOnlyMemory<byte> rest = segment; !rest.IsEmpty;)
            {
                _hasSent = true;
                ValueTask<int> sending = socket.SendAsync(rest);
                if (!sending.IsCompleted) _hasWaited = true;
                int sent = await sending;
                if (sent == 0) return false;
                rest = rest[sent..];
            }
        }

        return true;
    }
}
