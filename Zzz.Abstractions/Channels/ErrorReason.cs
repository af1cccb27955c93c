using System.Text.Json.Serialization;

namespace Zzz;

/// <summary>The response of a reply of status <c>error</c>, as clients of Phoenix expect it: <c>{"reason":…}</c>, whatever the app's naming policy.</summary>
/// <param name="Reason">Why.</param>
public sealed record ErrorReason([property: JsonPropertyName("reason")] string Reason);
