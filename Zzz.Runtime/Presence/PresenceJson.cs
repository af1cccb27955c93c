using System.Text.Json.Serialization;

namespace Zzz.Presence;

/// <summary>The JSON of messages between nodes.</summary>
[JsonSerializable(typeof(PresenceMessage))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class PresenceJson : JsonSerializerContext;
