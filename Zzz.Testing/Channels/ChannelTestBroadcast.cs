namespace Zzz;

/// <summary>An event that was broadcast to a topic in a unit test.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">The payload object, or a byte array if the payload is binary.</param>
public sealed record ChannelTestBroadcast(string Topic, string Name, object? Payload);
