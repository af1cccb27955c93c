using Microsoft.CodeAnalysis;
using Zzz.Generators.Gathering;
using Zzz.Generators.Text;

namespace Zzz.Generators.Json;

/// <summary>
/// The types that need no <c>JsonSerializerContext</c>, and those that a context lists with <c>[JsonSerializable]</c>, if <c>MapZzz</c> can reach the
/// context.
/// </summary>
internal sealed class JsonTypes
{
    private static readonly SpecialType[] BuiltIn =
    [
        SpecialType.System_String, SpecialType.System_Boolean, SpecialType.System_Int32, SpecialType.System_Int64, SpecialType.System_Double,
        SpecialType.System_Decimal,
    ];

    private readonly HashSet<ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    public JsonTypes(Compilation compilation) => Visit(compilation.Assembly.GlobalNamespace);

    public bool Contain(ITypeSymbol type) => IsBuiltIn(type) || _types.Contains(type);

    /// <summary>Whether the runtime's own context lists a type.</summary>
    private static bool IsBuiltIn(ITypeSymbol type) =>
        BuiltIn.Contains(type.SpecialType) || type.Is(KnownTypes.JsonElement) || type.Is(KnownTypes.ErrorReason);

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
