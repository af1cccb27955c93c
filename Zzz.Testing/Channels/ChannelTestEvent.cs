namespace Zzz;

/// <summary>An event that a channel sent in a unit test.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">The payload object, or a byte array if the payload is binary.</param>
public sealed record ChannelTestEvent(string Name, object? Payload);
