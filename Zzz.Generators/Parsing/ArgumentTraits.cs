namespace Zzz.Generators.Parsing;

/// <summary>Questions about arguments that more than one rule or gatherer asks.</summary>
internal static class ArgumentTraits
{
    /// <summary>Whether it is the message, in one of its forms.</summary>
    public static bool IsPayload(this Argument argument) => argument is >= Argument.Message and <= Argument.Json;

    /// <summary>Whether only text messages have it.</summary>
    public static bool IsTextOnly(this Argument argument) => argument is Argument.Text or Argument.Json;

    /// <summary>Whether it is taken from the upgrade request or the join, once.</summary>
    public static bool IsBound(this Argument argument) => argument >= Argument.Route;

    /// <summary>Whether a callback is given a message.</summary>
    public static bool TakesMessage(this CallbackKind kind) => kind is CallbackKind.OnMessage or CallbackKind.OnText or CallbackKind.OnBinary;

    /// <summary>Whether a callback is given a control frame.</summary>
    public static bool TakesControl(this CallbackKind kind) => kind is CallbackKind.OnPing or CallbackKind.OnPong;

    /// <summary>Whether a callback is given what a client sends on a topic.</summary>
    public static bool TakesEvent(this CallbackKind kind) => kind is CallbackKind.OnJoin or CallbackKind.OnEvent;

    /// <summary>Whether a callback belongs to a channel.</summary>
    public static bool IsOfChannel(this CallbackKind kind) => kind >= CallbackKind.OnJoin;
}
