using System.Text.Json.Serialization;

namespace Zzz.Presence;

/// <summary>How nodes write to each other.</summary>
[JsonSerializable(typeof(PresenceMessage))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class PresenceJson : JsonSerializerContext;
