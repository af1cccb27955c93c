namespace Zzz.TestServer.Forms;

/// <summary>Takes the rest of the path as one value, which a type of the app parses.</summary>
[WsRoute("/forms/rest/{*rest}")]
public sealed class RestController
{
    public void OnOpen(WsConnection ws, PathParts rest) => ws.Send(string.Join('+', rest.Parts));
}
