using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Zzz.Json;

/// <summary>Decides whether a type can be deserialized at all. If it cannot, a failure is not the peer's fault.</summary>
internal static class ReadableType
{
    public static bool Is(JsonTypeInfo type) => Is(type, []);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A type whose metadata cannot be made cannot be read.")]
    private static bool Is(JsonTypeInfo type, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type)) return true;
        if (type.Kind == JsonTypeInfoKind.Object && type.Type.IsAbstract && type.PolymorphismOptions is null) return false;
        try
        {
            return PartsOf(type).All(part => Is(type.Options.GetTypeInfo(part), seen));
        }
        catch (Exception)
        {
            return false; // no context lists the part
        }
    }

    private static IEnumerable<Type> PartsOf(JsonTypeInfo type)
    {
        IEnumerable<Type> properties = type.Kind == JsonTypeInfoKind.Object
            ? type.Properties.Where(property => IsRead(property, type)).Select(property => property.PropertyType)
            : [];
        IEnumerable<Type> derived = type.PolymorphismOptions?.DerivedTypes.Select(one => one.DerivedType) ?? [];
        return new[] { type.ElementType, type.KeyType }.OfType<Type>().Concat(properties).Concat(derived);
    }

    /// <summary>
    /// Whether reading sets a property: through its setter, through a constructor parameter, or by adding to the object that it already holds.
    /// </summary>
    private static bool IsRead(JsonPropertyInfo property, JsonTypeInfo type) =>
        property.CustomConverter is null
        && (property.Set is not null
            || property.AssociatedParameter is not null
            || (property.ObjectCreationHandling ?? type.PreferredPropertyObjectCreationHandling ?? type.Options.PreferredObjectCreationHandling)
                == JsonObjectCreationHandling.Populate);
}
