using System.Net.Http.Headers;

namespace Zzz;

/// <summary>The answer to an upgrade request that was refused.</summary>
/// <param name="Status">The HTTP status, such as 403.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">The headers.</param>
public sealed record WsTestRefusal(int Status, string Text, HttpResponseHeaders Headers);
