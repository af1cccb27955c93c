using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Json;

/// <summary>The types that the contexts of a compilation, as far as <c>MapZzz</c> can reach them, name with <c>[JsonSerializable]</c>.</summary>
internal sealed class JsonTypes
{
    private readonly HashSet<ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    public JsonTypes(Compilation compilation) => Visit(compilation.Assembly.GlobalNamespace);

    public bool Contain(ITypeSymbol type) => _types.Contains(type);

    private void Visit(INamespaceOrTypeSymbol container)
    {
        if (container is INamedTypeSymbol type && JsonContextGatherer.Gather(type) is not null) Add(type);
        foreach (ISymbol member in container.GetMembers())
            if (member is INamespaceOrTypeSymbol inner) Visit(inner);
    }

    private void Add(INamedTypeSymbol context)
    {
        foreach (AttributeData attribute in context.GetAttributes())
        {
            bool names = attribute.AttributeClass.Is(KnownTypes.JsonSerializableAttribute);
            if (names && attribute.ConstructorArguments is [{ Value: ITypeSymbol type }]) _types.Add(type);
        }
    }
}
