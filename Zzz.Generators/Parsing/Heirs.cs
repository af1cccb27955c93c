using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>Finds who inherits the callbacks of a class that is no controller itself. It looks through the assembly only once somebody asks.</summary>
internal sealed class Heirs(IAssemblySymbol assembly)
{
    private readonly Lazy<Dictionary<INamedTypeSymbol, Controller>> _heirs = new(() => Find(assembly));

    /// <summary>The first controller that derives from a class with callbacks; null if there is none.</summary>
    public Controller? Of(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false }
        && ControllerParser.DeclaresCallback(type)
        && _heirs.Value.TryGetValue(type, out Controller? heir)
            ? heir
            : null;

    private static Dictionary<INamedTypeSymbol, Controller> Find(IAssemblySymbol assembly)
    {
        var heirs = new Dictionary<INamedTypeSymbol, Controller>(SymbolEqualityComparer.Default);
        Visit(assembly.GlobalNamespace, heirs);
        return heirs;
    }

    private static void Visit(INamespaceOrTypeSymbol container, Dictionary<INamedTypeSymbol, Controller> heirs)
    {
        if (container is INamedTypeSymbol type && ControllerParser.Parse(type) is { } controller) Add(controller, heirs);
        foreach (ISymbol member in container.GetMembers())
            if (member is INamespaceOrTypeSymbol inner) Visit(inner, heirs);
    }

    private static void Add(Controller controller, Dictionary<INamedTypeSymbol, Controller> heirs)
    {
        for (INamedTypeSymbol? ancestor = controller.Type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            if (!heirs.ContainsKey(ancestor)) heirs.Add(ancestor, controller);
    }
}
