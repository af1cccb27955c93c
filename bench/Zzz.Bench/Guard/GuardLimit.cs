using System.Text.Json.Serialization;

namespace Zzz.Bench.Guard;

/// <summary>A figure as last reviewed, and by how much a new figure may exceed it.</summary>
internal sealed record GuardLimit(double Figure, double Tolerance)
{
    [JsonIgnore]
    public double Most => Figure + Tolerance;
}
