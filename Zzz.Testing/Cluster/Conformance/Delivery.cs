namespace Zzz.Testing.Cluster.Conformance;

/// <summary>A message, as a host received it.</summary>
internal readonly record struct Delivery(byte[] Message, TopicPosition? Position)
{
    public override string ToString() =>
        Position is { } at ? $"{Bytes.Describe(Message)} at [{at.Epoch}, {at.Offset}]" : $"{Bytes.Describe(Message)} without a position";
}
