using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zzz.Json;

/// <summary>The types that no context of the app has to list. The analyzers know the same types.</summary>
/// <remarks>
/// System.Text.Json writes values with generated code, rather than from metadata, only if all contexts in use have the same options as those in use.
/// </remarks>
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
