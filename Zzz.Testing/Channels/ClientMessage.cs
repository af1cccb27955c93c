namespace Zzz.Testing.Channels;

/// <summary>A message to the server, independent of the serializer.</summary>
internal sealed record ClientMessage(string? JoinRef, string? Ref, string Topic, string Event, ReadOnlyMemory<byte> Payload, bool IsBinary);
