using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>A method with the name of a callback, and what could be made of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">Which callback it is, by its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Returns">What it returns; null if that is no form that the callback may have.</param>
internal sealed record Callback(
    IMethodSymbol Method,
    CallbackKind Kind,
    ImmutableArray<CallbackParameter> Parameters,
    CallbackReturn? Returns);
