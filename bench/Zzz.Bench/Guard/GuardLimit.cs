using System.Text.Json.Serialization;

namespace Zzz.Bench.Guard;

/// <summary>A figure as it was when it was last looked at, and how much more than that is too much.</summary>
internal sealed record GuardLimit(double Figure, double Tolerance)
{
    [JsonIgnore]
    public double Most => Figure + Tolerance;
}
