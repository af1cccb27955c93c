namespace Zzz.Tests.Handlers;

/// <summary>A form of a handler's parameter.</summary>
/// <param name="Declaration">The declaration of the parameter.</param>
/// <param name="Said">What the handler reads from the parameter, as an expression of type string.</param>
/// <param name="Expected">The expected value of that expression for the message that the test sends.</param>
/// <param name="IsPayload">Whether the parameter is the message.</param>
/// <param name="SyncOnly">Whether the parameter is impossible in an <c>async</c> method.</param>
internal sealed record ParameterForm(string Declaration, string Said, string Expected, bool IsPayload = false, bool SyncOnly = false)
{
    public static readonly ParameterForm[] All =
    [
        new("WsMessage message", "message.GetText()", Cell.Sent, IsPayload: true),
        new("string text", "text", Cell.Sent, IsPayload: true),
        new("ReadOnlyMemory<byte> bytes", "Encoding.UTF8.GetString(bytes.Span)", Cell.Sent, IsPayload: true),
        new("ReadOnlySpan<byte> bytes", "Encoding.UTF8.GetString(bytes)", Cell.Sent, IsPayload: true, SyncOnly: true),
        new("Note note", "note.Text", "noted", IsPayload: true),
        new("WsConnection ws", "ws.Param(\"id\")!", "5"),
        new("int id", "id.ToString()", "5"),
        new("[FromQuery] int page", "page.ToString()", "7"),
        new("[FromQuery] string[] tags", "string.Join('+', tags)", "a+b"),
        new("[FromHeader(Name = \"X-Name\")] string? name", "name!", "bob"),
        new("[FromServices] StringBuilder service", "service.ToString()", "served"),
        new("IGreeter greeter", "greeter.Word", "greeted"),
        new("IServiceProvider provider", "provider.GetRequiredService<StringBuilder>().ToString()", "served"),
        new("[FromKeyedServices(\"key\")] StringBuilder service", "service.ToString()", "served by key"),
        new("ClaimsPrincipal user", "user.Identity!.Name!", "alice"),
        new("CancellationToken closed", "closed.CanBeCanceled.ToString()", "True"),
    ];

    public override string ToString() => Declaration;
}
