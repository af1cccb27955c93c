using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A method with the name of a callback, or marked as one, and what could be made of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">Which callback it is.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Returns">What it returns; null if that is no form that the callback may have.</param>
/// <param name="Events">The names of the events that it handles.</param>
internal sealed record Callback(
    IMethodSymbol Method,
    CallbackKind Kind,
    ImmutableArray<CallbackParameter> Parameters,
    CallbackReturn? Returns,
    ImmutableArray<string> Events)
{
    /// <summary>Whether it gives its reply itself, when it can.</summary>
    public bool AnswersItself => Parameters.Any(parameter => parameter.Argument == Argument.ReplyTo);
}
