namespace Zzz.TestServer.Forms;

/// <summary>Has a handler for each kind of message, and a size limit from its options.</summary>
[WsRoute("/forms/kinds")]
public sealed class KindsController
{
    public static void Configure(WsOptions options)
    {
        options.MaxMessageSize = 16;
        options.Subprotocols.Add("kinds.v1");
    }

    public void OnOpen(WsConnection ws) => ws.Send($"speaks {ws.Subprotocol}");

    public string OnText(string text) => $"text {text}";

    public async Task<string> OnBinary(ReadOnlyMemory<byte> bytes)
    {
        await Task.Yield();
        return $"binary {Convert.ToHexString(bytes.Span)}";
    }
}
