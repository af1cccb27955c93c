namespace Zzz.Telemetry;

/// <summary>The message metrics of one route in one direction. Connections report their counts once per batch.</summary>
internal sealed class TrafficMetrics(ConnectionMetrics instruments, string route, string direction)
{
    private readonly KeyValuePair<string, object?>[] _both = Tags(route, direction);
    private readonly KeyValuePair<string, object?>[] _text = [.. Tags(route, direction), new("zzz.kind", "text")];
    private readonly KeyValuePair<string, object?>[] _binary = [.. Tags(route, direction), new("zzz.kind", "binary")];

    public void Add(in Traffic traffic)
    {
        Add(traffic.TextMessages, traffic.TextBytes, _text);
        Add(traffic.BinaryMessages, traffic.BinaryBytes, _binary);
        if (traffic.CompressionWire == 0) return;
        instruments.CompressionOriginal.Add(traffic.CompressionOriginal, _both);
        instruments.CompressionWire.Add(traffic.CompressionWire, _both);
    }

    private static KeyValuePair<string, object?>[] Tags(string route, string direction) =>
        [new(RouteMetrics.RouteTag, route), new("zzz.direction", direction)];

    private void Add(int messages, long bytes, KeyValuePair<string, object?>[] tags)
    {
        if (messages == 0) return;
        instruments.Messages.Add(messages, tags);
        instruments.Payload.Add(bytes, tags);
    }
}
