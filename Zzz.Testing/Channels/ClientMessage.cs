namespace Zzz.Testing.Channels;

/// <summary>A message to the server, independent of the serializer.</summary>
internal sealed record ClientMessage(string? JoinRef, string? Ref, string Topic, string Event, ReadOnlyMemory<byte> Payload, bool IsBinary)
{
    /// <summary>The sixth element of a join, which asks for positions, as JSON; <see langword="null"/> in all other messages.</summary>
    public byte[]? Recovery { get; init; }
}
