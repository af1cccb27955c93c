namespace Zzz.TestServer.Forms;

/// <summary>Takes only text messages.</summary>
[WsRoute("/forms/text-only")]
public sealed class TextOnlyController
{
    public static string OnText(string text) => text;
}
