using System.Text.Json.Serialization;

namespace Zzz;

/// <summary>
/// The response that an error reply carries, as Phoenix clients expect it: <c>{"reason":…}</c>. The app's JSON naming policy does not change
/// it.
/// </summary>
/// <param name="Reason">Why the request failed.</param>
public sealed record ErrorReason([property: JsonPropertyName("reason")] string Reason);
