using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>Finds who inherits the callbacks of a class that is no controller itself. It looks through the assembly only once somebody asks.</summary>
internal sealed class Heirs(IAssemblySymbol assembly)
{
    private readonly Lazy<Dictionary<INamedTypeSymbol, MarkedClass>> _heirs = new(() => Find(assembly));

    /// <summary>The first controller that derives from a class with callbacks; null if there is none.</summary>
    public MarkedClass? Of(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false }
        && MarkedClassParser.DeclaresCallback(type)
        && _heirs.Value.TryGetValue(type, out MarkedClass? heir)
            ? heir
            : null;

    private static Dictionary<INamedTypeSymbol, MarkedClass> Find(IAssemblySymbol assembly)
    {
        var heirs = new Dictionary<INamedTypeSymbol, MarkedClass>(SymbolEqualityComparer.Default);
        Visit(assembly.GlobalNamespace, heirs);
        return heirs;
    }

    private static void Visit(INamespaceOrTypeSymbol container, Dictionary<INamedTypeSymbol, MarkedClass> heirs)
    {
        if (container is INamedTypeSymbol type && MarkedClassParser.Parse(type) is { } marked) Add(marked, heirs);
        foreach (ISymbol member in container.GetMembers())
            if (member is INamespaceOrTypeSymbol inner) Visit(inner, heirs);
    }

    private static void Add(MarkedClass marked, Dictionary<INamedTypeSymbol, MarkedClass> heirs)
    {
        for (INamedTypeSymbol? ancestor = marked.Type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            if (!heirs.ContainsKey(ancestor)) heirs.Add(ancestor, marked);
    }
}
