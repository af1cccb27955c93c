using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A method that a marked class declares or inherits, with its code, for the rules that examine the code.</summary>
/// <param name="Class">The class or, if the method's own class is not marked, the first class that inherits the method.</param>
/// <param name="Symbol">The method.</param>
/// <param name="Blocks">The method's code.</param>
internal sealed record MarkedMethod(MarkedClass Class, IMethodSymbol Symbol, ImmutableArray<IOperation> Blocks)
{
    /// <summary>The method as a callback that runs for a connection; null if it is not such a callback.</summary>
    public Callback? Handler { get; } = Class.Callbacks.FirstOrDefault(callback =>
        callback.Kind != CallbackKind.Configure && SymbolEqualityComparer.Default.Equals(callback.Method, Symbol));

    public string Name => $"{Symbol.ContainingType.Name}.{Symbol.Name}";

    /// <summary>Whether other marked classes may inherit the method too.</summary>
    public bool IsInherited => !SymbolEqualityComparer.Default.Equals(Symbol.ContainingType, Class.Type);

    /// <summary>All operations in the code, in source order.</summary>
    public IEnumerable<IOperation> Operations => Blocks.SelectMany(block => block.DescendantsAndSelf());
}
