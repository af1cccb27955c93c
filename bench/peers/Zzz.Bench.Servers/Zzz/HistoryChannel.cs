namespace Zzz.Bench.Servers.Zzz;

[Channel("history:*"), History(100)]
public sealed class HistoryChannel;
