using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zzz.Json;

/// <summary>Types that no context of the app has to name. The analyzers know the same ones.</summary>
/// <remarks>Values are written by generated code, and not by metadata, only if all contexts in use have the options in use.</remarks>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ErrorReason))]
internal sealed partial class BuiltInJson : JsonSerializerContext;
