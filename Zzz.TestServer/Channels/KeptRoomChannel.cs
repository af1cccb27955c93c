namespace Zzz.TestServer.Channels;

/// <summary>The same as <see cref="RoomChannel"/>, with a history.</summary>
[Channel("kept-room:*"), History(100)]
public sealed class KeptRoomChannel(ClosedConnections closed) : RoomChannel(closed);
