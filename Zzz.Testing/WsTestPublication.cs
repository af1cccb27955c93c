namespace Zzz;

/// <summary>A message that was published to a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Message">The message.</param>
/// <param name="Except">The connection that does not get it, or <see langword="null"/>.</param>
public sealed record WsTestPublication(string Topic, WsMessage Message, WsConnection? Except);
