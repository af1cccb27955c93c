using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Zzz.Tests.Channels;

/// <summary>The socket of <see cref="StreamChannel"/>.</summary>
[ChannelRoute("/streams/socket", typeof(StreamChannel))]
public sealed class StreamSocket;

/// <summary>Pushes streams, and records when they end.</summary>
[Channel("streams")]
public sealed class StreamChannel(ChannelWriter<string> calls)
{
    [On("wait")]
    public async IAsyncEnumerable<int> Wait([EnumeratorCancellation] CancellationToken left)
    {
        try
        {
            yield return 0;
            await Task.Delay(Timeout.Infinite, left);
        }
        finally
        {
            calls.TryWrite("end of wait");
        }
    }

    [On("close")]
    public async IAsyncEnumerable<int> Close(ChannelSocket socket)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                yield return i;
                await Task.Yield();
                socket.Close();
            }
        }
        finally
        {
            calls.TryWrite("end of close");
        }
    }

    [On("bytes")]
    public async IAsyncEnumerable<byte[]> Bytes()
    {
        int sent = 0;
        try
        {
            while (true)
            {
                sent++;
                yield return [7];
                await Task.Yield();
            }
        }
        finally
        {
            calls.TryWrite($"bytes ended after {sent}");
        }
    }

    [On("none")]
    public IAsyncEnumerable<int>? None() => null;

    public void OnLeave() => calls.TryWrite("left");
}
