namespace Zzz.Bench.Scenarios;

/// <summary>What one round of a scenario showed of a server.</summary>
/// <param name="Cost">Of the server, per message, connection or what else the scenario counts, in the scenario's unit.</param>
/// <param name="PerSecond">How many of them.</param>
/// <param name="P50">Median latency in microseconds; latencies are 0 where the scenario has none.</param>
/// <param name="P99">Latency that 99 % stay under.</param>
/// <param name="P999">Latency that 99.9 % stay under.</param>
/// <param name="Allocated">Bytes per message, if the server counts them.</param>
/// <param name="LoadCost">Microseconds of processor time that the load generator took per message.</param>
internal sealed record Sample(double Cost, double PerSecond, double P50, double P99, double P999, double? Allocated, double LoadCost);
