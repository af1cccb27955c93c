namespace Zzz.TestServer.Channels;

/// <summary>Keeps too little for a client that was away for more than a moment.</summary>
[Channel("brief-log:*"), History(5)]
public sealed class BriefLogChannel;
