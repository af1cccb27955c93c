using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>The return value of a callback.</summary>
/// <param name="Completion">How the end of the callback shows.</param>
/// <param name="Result">The kind of result.</param>
/// <param name="Type">The type of the result; null if there is none.</param>
/// <param name="IsStream">Whether the callback returns its results item by item, as a stream.</param>
internal sealed record CallbackReturn(Completion Completion, Result Result = Result.None, ITypeSymbol? Type = null, bool IsStream = false)
{
    public bool IsReply => Result.IsReply();
}
