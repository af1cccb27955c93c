namespace Zzz.Generators.Kinds;

/// <summary>Answers questions about arguments, callbacks and results that several rules or gatherers ask.</summary>
internal static class ArgumentTraits
{
    /// <summary>Whether an argument is the message, in one of its forms.</summary>
    public static bool IsPayload(this Argument argument) =>
        argument is Argument.Message or Argument.Text or Argument.Bytes or Argument.ByteSpan or Argument.Json;

    /// <summary>Whether an argument exists only for text messages.</summary>
    public static bool IsTextOnly(this Argument argument) => argument is Argument.Text or Argument.Json;

    /// <summary>Whether a callback receives messages.</summary>
    public static bool TakesMessage(this CallbackKind kind) => kind is CallbackKind.OnMessage or CallbackKind.OnText or CallbackKind.OnBinary;

    /// <summary>Whether each call of a callback may get services from its own scope.</summary>
    public static bool IsPerMessage(this CallbackKind kind) => kind.TakesMessage() || kind == CallbackKind.OnEvent;

    /// <summary>Whether a callback receives a control frame.</summary>
    public static bool TakesControl(this CallbackKind kind) => kind is CallbackKind.OnPing or CallbackKind.OnPong;

    /// <summary>Whether a callback receives a message that a client sends on a topic.</summary>
    public static bool TakesEvent(this CallbackKind kind) => kind is CallbackKind.OnJoin or CallbackKind.OnEvent;

    /// <summary>Whether the payload of a callback may be JSON.</summary>
    public static bool TakesJson(this CallbackKind kind) => kind is CallbackKind.OnMessage or CallbackKind.OnText || kind.TakesEvent();

    /// <summary>Whether a callback belongs to a channel.</summary>
    public static bool IsOfChannel(this CallbackKind kind) => kind is CallbackKind.OnJoin or CallbackKind.OnEvent or CallbackKind.OnLeave;

    /// <summary>Whether a result is sent to the client.</summary>
    public static bool IsReply(this Result result) =>
        result is Result.Reply or Result.Text or Result.Bytes or Result.ByteArray or Result.Message or Result.Json;
}
