using System.Threading.Channels;

namespace Zzz.Testing.Cluster.Conformance;

/// <summary>Records the messages of one topic, or of one node, and notices calls that overlap.</summary>
internal sealed class Tape
{
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
    private int _calls;

    /// <summary>Whether messages are expected: from before the subscription until after its end.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Enters a call of the host, and returns whether it is the only one.</summary>
    public bool Enter() => Interlocked.Increment(ref _calls) == 1;

    public void Exit(Delivery delivery)
    {
        Interlocked.Decrement(ref _calls);
        _deliveries.Writer.TryWrite(delivery);
    }

    public bool TryRead(out Delivery delivery) => _deliveries.Reader.TryRead(out delivery);

    public ValueTask<Delivery> ReadAsync(CancellationToken cancellationToken) => _deliveries.Reader.ReadAsync(cancellationToken);
}
