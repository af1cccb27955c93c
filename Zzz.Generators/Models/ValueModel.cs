namespace Zzz.Generators.Models;

/// <summary>Something that a session keeps for its handlers, taken from the upgrade request.</summary>
/// <param name="Name">What the session calls it.</param>
/// <param name="Type">Its type, as code writes it.</param>
/// <param name="Expression">How it is taken, as code writes it.</param>
/// <param name="Origin">Where it is taken from.</param>
/// <param name="Users">The callbacks that take it.</param>
internal sealed record ValueModel(string Name, string Type, string Expression, ValueOrigin Origin, ValueUsers Users)
{
    /// <summary>Whether each message may have another one.</summary>
    public bool IsOfMessages => Origin == ValueOrigin.Service && (Users & ValueUsers.Messages) != 0;

    /// <summary>Whether only handlers of messages take it.</summary>
    public bool IsOfMessagesAlone => IsOfMessages && Users == ValueUsers.Messages;
}
