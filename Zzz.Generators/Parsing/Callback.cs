using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A method that has the name of a callback or is marked as one, and what the parser has found out about it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">The kind of callback.</param>
/// <param name="Parameters">The method's parameters.</param>
/// <param name="Returns">The method's return value; null if a callback of this kind may not return it.</param>
/// <param name="Events">The names of the events that the method handles.</param>
internal sealed record Callback(
    IMethodSymbol Method,
    CallbackKind Kind,
    ImmutableArray<CallbackParameter> Parameters,
    CallbackReturn? Returns,
    ImmutableArray<string> Events)
{
    /// <summary>Whether the method sends the reply itself.</summary>
    public bool AnswersItself => Parameters.Any(parameter => parameter.Argument == Argument.ReplyTo);
}
