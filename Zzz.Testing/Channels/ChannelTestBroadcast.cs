namespace Zzz;

/// <summary>What was sent to everybody on a topic in a unit test.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Payload">The payload, as it was given; an array of bytes, if it is binary.</param>
public sealed record ChannelTestBroadcast(string Topic, string Name, object? Payload);
