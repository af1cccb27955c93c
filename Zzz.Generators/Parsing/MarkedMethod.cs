using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A method of a marked class, or of one that it inherits from, with its code, for the rules that look into it.</summary>
/// <param name="Class">The class, or the first that inherits the method, if the class is not marked itself.</param>
/// <param name="Symbol">The method.</param>
/// <param name="Blocks">Its code.</param>
internal sealed record MarkedMethod(MarkedClass Class, IMethodSymbol Symbol, ImmutableArray<IOperation> Blocks)
{
    /// <summary>The method as a callback that runs for a connection; null if it is none.</summary>
    public Callback? Handler { get; } = Class.Callbacks.FirstOrDefault(callback =>
        callback.Kind != CallbackKind.Configure && SymbolEqualityComparer.Default.Equals(callback.Method, Symbol));

    public string Name => $"{Symbol.ContainingType.Name}.{Symbol.Name}";

    /// <summary>Whether other marked classes may have it too.</summary>
    public bool IsInherited => !SymbolEqualityComparer.Default.Equals(Symbol.ContainingType, Class.Type);

    /// <summary>Everything that the code does, in source order.</summary>
    public IEnumerable<IOperation> Operations => Blocks.SelectMany(block => block.DescendantsAndSelf());
}
