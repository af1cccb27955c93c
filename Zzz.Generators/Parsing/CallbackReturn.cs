using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>What a callback returns.</summary>
/// <param name="Completion">How one knows that it has ended.</param>
/// <param name="Result">What it gives back.</param>
/// <param name="Type">The type of what it gives back; null if nothing.</param>
/// <param name="IsStream">Whether it gives that back item by item.</param>
internal sealed record CallbackReturn(Completion Completion, Result Result = Result.None, ITypeSymbol? Type = null, bool IsStream = false)
{
    public bool IsReply => Result.IsReply();
}
