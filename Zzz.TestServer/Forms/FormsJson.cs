using System.Text.Json.Serialization;

namespace Zzz.TestServer.Forms;

/// <summary>How <see cref="Note"/> is read and written.</summary>
[JsonSerializable(typeof(Note))]
internal sealed partial class FormsJson : JsonSerializerContext;
