using Zzz.Generators.Kinds;

namespace Zzz.Generators.Models;

/// <summary>What a callback returns, and what becomes of it.</summary>
/// <param name="Completion">How one knows that it has ended.</param>
/// <param name="Result">What it gives back.</param>
/// <param name="CanBeNull">Whether that may be null, which sends nothing.</param>
/// <param name="JsonType">The type of what is sent as JSON, as code writes it; otherwise null.</param>
internal sealed record ReturnModel(Completion Completion, Result Result, bool CanBeNull, string? JsonType)
{
    public bool IsReply => Result.IsReply();

    /// <summary>Whether the reply has to be waited for.</summary>
    public bool IsLateReply => IsReply && Completion != Completion.Sync;
}
