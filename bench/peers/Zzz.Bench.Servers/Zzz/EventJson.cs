using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zzz.Bench.Servers.Zzz;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatMessage))]
internal sealed partial class EventJson : JsonSerializerContext;
