using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zzz.Dispatch;

/// <summary>Types that no context of the app has to name. The analyzers know the same ones.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ErrorReason))]
internal sealed partial class BuiltInJson : JsonSerializerContext;
