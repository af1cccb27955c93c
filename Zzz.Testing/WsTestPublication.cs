namespace Zzz;

/// <summary>A message that was published to a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Message">The message.</param>
/// <param name="Except">The connection that does not receive the message, or <see langword="null"/> if there is none.</param>
public sealed record WsTestPublication(string Topic, WsMessage Message, WsConnection? Except);
