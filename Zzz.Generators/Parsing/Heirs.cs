using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>
/// Finds the marked classes that inherit the callbacks of a class. Each assembly is searched only once, and only when the first question is asked.
/// </summary>
internal sealed class Heirs
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Heirs> Known = new();

    private readonly Lazy<ILookup<ISymbol?, MarkedClass>> _heirs;

    private Heirs(IAssemblySymbol assembly) => _heirs = new(() => Find(assembly));

    /// <summary>The heirs in each assembly, which all callers share.</summary>
    public static Heirs In(IAssemblySymbol assembly) => Known.GetValue(assembly, static assembly => new Heirs(assembly));

    /// <summary>Returns the first controller that derives from a class with callbacks, or null if there is none.</summary>
    public MarkedClass? Of(INamedTypeSymbol type) => AllOf(type).FirstOrDefault();

    /// <summary>Returns all marked classes that derive from a class with callbacks.</summary>
    public IEnumerable<MarkedClass> AllOf(INamedTypeSymbol type) =>
        MayHaveHeirs(type) && MarkedClassParser.DeclaresCallback(type) ? _heirs.Value[type] : [];

    /// <summary>Whether a class is a channel, or a channel may derive from it. The channels of an abstract class may be in other assemblies.</summary>
    public bool MayIncludeChannel(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false }
        || type.AttributeOf(KnownTypes.ChannelAttribute) is not null
        || (MayHaveHeirs(type) && _heirs.Value[type].Any(heir => heir.Kind == MarkedClassKind.Channel));

    private static bool MayHaveHeirs(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false };

    private static ILookup<ISymbol?, MarkedClass> Find(IAssemblySymbol assembly)
    {
        var heirs = new List<(INamedTypeSymbol Ancestor, MarkedClass Heir)>();
        Visit(assembly.GlobalNamespace, heirs);
        return heirs.ToLookup(pair => pair.Ancestor, pair => pair.Heir, SymbolEqualityComparer.Default);
    }

    private static void Visit(INamespaceOrTypeSymbol container, List<(INamedTypeSymbol Ancestor, MarkedClass Heir)> heirs)
    {
        if (container is INamedTypeSymbol type && MarkedClassParser.Parse(type) is { } marked)
            heirs.AddRange(AncestorsOf(type).Select(ancestor => (ancestor, marked)));
        foreach (ISymbol member in container.GetMembers())
            if (member is INamespaceOrTypeSymbol inner) Visit(inner, heirs);
    }

    private static IEnumerable<INamedTypeSymbol> AncestorsOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor.OriginalDefinition;
    }
}
