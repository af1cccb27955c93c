using System.Text.Json.Serialization;

namespace Zzz.Presence;

/// <summary>How nodes write to each other.</summary>
[JsonSerializable(typeof(PresenceMessage))]
internal sealed partial class PresenceJson : JsonSerializerContext;
