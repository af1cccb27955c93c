using System.Text.Json.Serialization;

namespace Zzz;

/// <summary>
/// The response of an error reply, in the form that Phoenix clients expect: <c>{"reason":…}</c>. The app's JSON naming policy does not apply
/// to the name <c>reason</c>.
/// </summary>
/// <param name="Reason">The reason for the failure.</param>
public sealed record ErrorReason([property: JsonPropertyName("reason")] string Reason);
