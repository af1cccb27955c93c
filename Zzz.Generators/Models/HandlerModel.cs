using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>How one callback is called.</summary>
/// <param name="Kind">Which callback it is.</param>
/// <param name="Method">Its method, as code writes it, with the class or instance that it is called on.</param>
/// <param name="IsStatic">Whether that is a class.</param>
/// <param name="Signature">What the user calls it, as in <c>EchoController.OnMessage(ws, text)</c>.</param>
/// <param name="Arguments">What it is given, in its parameters' order, as code writes it.</param>
/// <param name="TakesTextOnly">Whether it can be given text messages only.</param>
/// <param name="TakesServices">Whether it is given services that may be those of the message alone.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Send">The function that sends an item, as code writes it, if it returns a stream; otherwise null.</param>
/// <param name="Events">The events that it handles, and what belongs to them; null of a callback that is none of events.</param>
internal sealed record HandlerModel(
    CallbackKind Kind,
    string Method,
    bool IsStatic,
    string Signature,
    EquatableArray<string> Arguments,
    bool TakesTextOnly,
    bool TakesServices,
    ReturnModel Returns,
    string? Send,
    EventModel? Events)
{
    /// <summary>The call, as code writes it. That of a stream goes through it, and returns a task.</summary>
    public string Call => this switch
    {
        { Send: null } => HandlerCall,
        { Kind: CallbackKind.OnEvent } => $"message.PushEach(socket, {HandlerCall}, {Send})",
        _ => $"SendEach(ws, {HandlerCall}, {Send})",
    };

    private string HandlerCall => $"{Method}({string.Join(", ", Arguments)})";
}
