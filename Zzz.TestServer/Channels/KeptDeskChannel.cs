namespace Zzz.TestServer.Channels;

/// <summary>The same as <see cref="DeskChannel"/>, with a history.</summary>
[Channel("kept-desk:*"), History(100)]
public sealed class KeptDeskChannel(IPresence presence) : DeskChannel(presence);
