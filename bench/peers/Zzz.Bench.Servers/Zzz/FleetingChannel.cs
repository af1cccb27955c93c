namespace Zzz.Bench.Servers.Zzz;

[Channel("fleeting:*")]
public sealed class FleetingChannel;
