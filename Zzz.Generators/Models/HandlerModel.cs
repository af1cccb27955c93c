using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>How to call one callback.</summary>
/// <param name="Kind">The kind of callback.</param>
/// <param name="Method">The method in the form that code uses, with the class or instance on which it is called.</param>
/// <param name="IsStatic">Whether the method is called on the class.</param>
/// <param name="Signature">The method in the form in which the user knows it, as in <c>EchoController.OnMessage(ws, text)</c>.</param>
/// <param name="Arguments">The arguments, in the order of the parameters, in the form that code uses.</param>
/// <param name="TakesTextOnly">Whether the method takes only text messages.</param>
/// <param name="TakesServices">Whether the method takes services, which may come from a scope of each message.</param>
/// <param name="Returns">The method's return value.</param>
/// <param name="Send">If the method returns a stream, the function that sends an item, in the form that code uses; otherwise null.</param>
/// <param name="Events">The events that the method handles, and their metadata; null if the method is not an event handler.</param>
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
    /// <summary>The call, in the form that code uses. For a stream, the call goes through the stream and returns a task.</summary>
    public string Call => this switch
    {
        { Send: null } => HandlerCall,
        { Kind: CallbackKind.OnEvent } => $"message.PushEach(socket, {HandlerCall}, {Send})",
        _ => $"SendEach(ws, {HandlerCall}, {Send})",
    };

    private string HandlerCall => $"{Method}({string.Join(", ", Arguments)})";
}
