using System.Text.Json.Serialization;

namespace Zzz.Presence;

/// <summary>The JSON metadata for messages between nodes.</summary>
[JsonSerializable(typeof(PresenceMessage))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class PresenceJson : JsonSerializerContext;
