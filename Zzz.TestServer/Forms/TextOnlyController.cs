namespace Zzz.TestServer.Forms;

/// <summary>Takes text alone.</summary>
[WsRoute("/forms/text-only")]
public sealed class TextOnlyController
{
    public static string OnText(string text) => text;
}
