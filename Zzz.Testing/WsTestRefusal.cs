using System.Net.Http.Headers;

namespace Zzz;

/// <summary>The answer to an upgrade request that was refused.</summary>
/// <param name="Status">The HTTP status, such as 403.</param>
/// <param name="Text">The body of the answer.</param>
/// <param name="Headers">The headers of the answer.</param>
public sealed record WsTestRefusal(int Status, string Text, HttpResponseHeaders Headers);
