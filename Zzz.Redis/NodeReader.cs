using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Zzz.Redis;

/// <summary>Passes on the messages that were sent to this node, and waits for the probes that the node sends to itself.</summary>
internal sealed class NodeReader(IBackplaneHost host)
{
    /// <summary>How long a probe may take.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, TaskCompletionSource> _probes = new();
    private long _number;

    /// <summary>Publishes a probe, and waits until it arrives.</summary>
    public async Task ProbeAsync(Func<byte[], Task> publish, CancellationToken cancellationToken)
    {
        long number = Interlocked.Increment(ref _number);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _probes[number] = arrived;
        try
        {
            await publish(Payload.OfProbe(number));
            await arrived.Task.WaitAsync(Timeout, cancellationToken);
        }
        finally
        {
            _probes.TryRemove(number, out _);
        }
    }

    /// <inheritdoc cref="TopicReader.Read"/>
    public bool Read(ReadOnlyMemory<byte> payload)
    {
        switch (payload.Span)
        {
            case [Payload.Message, ..]:
                host.ReceivedByNode(payload[1..]);
                return true;
            case [Payload.Probe, .. { Length: sizeof(long) } number]:
                if (_probes.TryGetValue(BinaryPrimitives.ReadInt64BigEndian(number), out TaskCompletionSource? arrived)) arrived.TrySetResult();
                return true;
            default:
                return false;
        }
    }
}
