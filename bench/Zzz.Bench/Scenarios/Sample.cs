namespace Zzz.Bench.Scenarios;

/// <summary>The result of one round of a scenario for one server.</summary>
/// <param name="Cost">The server's cost per message, connection or other unit of the scenario, in the unit of measure of the scenario.</param>
/// <param name="PerSecond">How many messages, connections or other units were completed per second.</param>
/// <param name="P50">The median latency in microseconds. All latencies are 0 in a scenario that does not measure them.</param>
/// <param name="P99">The latency that 99 % do not exceed.</param>
/// <param name="P999">The latency that 99.9 % do not exceed.</param>
/// <param name="Allocated">Allocated bytes per message, if the server counts them.</param>
/// <param name="LoadCost">Microseconds of processor time that the load generator took per message.</param>
internal sealed record Sample(double Cost, double PerSecond, double P50, double P99, double P999, double? Allocated, double LoadCost);
