using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>The return value of a callback, and how it is used.</summary>
/// <param name="Completion">How the end of the callback shows.</param>
/// <param name="Result">The kind of result.</param>
/// <param name="CanBeNull">Whether the result may be null, in which case nothing is sent.</param>
/// <param name="JsonType">If the result is sent as JSON, its type in the form that code uses; otherwise null.</param>
internal sealed record ReturnModel(Completion Completion, Result Result, bool CanBeNull, string? JsonType)
{
    public bool IsReply => Result.IsReply();

    /// <summary>Whether the reply comes from a task and has to be awaited.</summary>
    public bool IsLateReply => IsReply && Completion != Completion.Sync;
}
