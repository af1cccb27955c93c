using System.Text.Json.Serialization;

namespace Zzz.TestServer.Forms;

/// <summary>The JSON metadata for <see cref="Note"/>.</summary>
[JsonSerializable(typeof(Note))]
internal sealed partial class FormsJson : JsonSerializerContext;
