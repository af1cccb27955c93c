namespace Zzz.Generators.Models;

/// <summary>Creates an <see cref="EquatableArray{T}"/> at the end of a query.</summary>
internal static class EquatableArray
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new([.. items]);
}
