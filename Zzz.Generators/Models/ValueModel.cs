namespace Zzz.Generators.Models;

/// <summary>A value that a session keeps for its handlers, read from the upgrade request or the join.</summary>
/// <param name="Name">The name that the session uses for the value.</param>
/// <param name="Type">The value's type, in the form that code uses.</param>
/// <param name="Expression">The expression that reads the value.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Users">The callbacks that take the value.</param>
internal sealed record ValueModel(string Name, string Type, string Expression, ValueOrigin Origin, ValueUsers Users)
{
    /// <summary>Whether the value may be different for each message.</summary>
    public bool IsOfMessages => Origin == ValueOrigin.Service && (Users & ValueUsers.Messages) != 0;

    /// <summary>Whether only message handlers take the value.</summary>
    public bool IsOfMessagesAlone => IsOfMessages && Users == ValueUsers.Messages;
}
