namespace Zzz.Tests.Handlers;

/// <summary>A form in which a handler replies.</summary>
/// <param name="Type">The return type; null if the handler sends the reply itself.</param>
/// <param name="Value">The reply, as an expression over the string <c>said</c>.</param>
/// <param name="First">The first byte of the frame that the peer receives, or zero if it receives none.</param>
/// <param name="Payload">The payload of that frame, as a format string for <c>said</c>.</param>
internal sealed record ReplyForm(string? Type, string Value, byte First, string Payload = "{0}")
{
    private const byte Text = 0x81;
    private const byte Binary = 0x82;

    public static readonly ReplyForm[] All =
    [
        new(null, "ws.Send(said)", Text),
        new("string", "said", Text),
        new("string?", "null", 0),
        new("ReadOnlyMemory<byte>", "Encoding.UTF8.GetBytes(said)", Binary),
        new("byte[]", "Encoding.UTF8.GetBytes(said)", Binary),
        new("WsMessage", "new WsMessage(WsMessageKind.Text, Encoding.UTF8.GetBytes(said))", Text),
        new("Note", "new Note(said)", Text, "{{\"text\":\"{0}\"}}"),
        new("IAsyncEnumerable<string>", "said", Text),
    ];

    public bool IsStream => Type?.StartsWith("IAsyncEnumerable", StringComparison.Ordinal) == true;

    public override string ToString() => Type ?? "void";
}
