namespace Zzz.TestServer.Forms;

/// <summary>The rest of the path as one value, parsed by a type of the app.</summary>
[WsRoute("/forms/rest/{*rest}")]
public sealed class RestController
{
    public void OnOpen(WsConnection ws, PathParts rest) => ws.Send(string.Join('+', rest.Parts));
}
