using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>Lists the places where a user may expect an attribute to guard a class or its callbacks.</summary>
internal static class GuardPlaces
{
    public static IEnumerable<GuardPlace> Of(MarkedClass marked)
    {
        for (INamedTypeSymbol? owner = marked.Type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
            foreach (GuardPlace place in OfClass(owner, marked)) yield return place;
        foreach (INamedTypeSymbol contract in marked.Type.AllInterfaces)
            foreach (GuardPlace place in OfInterface(contract, marked)) yield return place;
        foreach (GuardPlace place in AroundIt(marked)) yield return place;
        if (!AssemblyGuards.Of(marked.Type.ContainingAssembly).IsEmpty) yield return OfAssembly(marked);
    }

    private static IEnumerable<GuardPlace> OfClass(INamedTypeSymbol owner, MarkedClass marked)
    {
        if (owner.HasGuard())
        {
            yield return new GuardPlace(
                $"'{owner.Name}'", owner.GetAttributes(), null, marked.Type, $"it is not inherited, so put it on '{marked.Type.Name}' too");
        }

        foreach (ITypeParameterSymbol parameter in owner.TypeParameters)
            yield return OfTypeParameter(parameter, $"'{owner.Name}'", null, marked.Type);
        foreach (GuardPlace place in OfMembers(owner, marked, GuardedMember.PlaceOf)) yield return place;
    }

    private static IEnumerable<GuardPlace> OfInterface(INamedTypeSymbol contract, MarkedClass marked)
    {
        if (contract.HasGuard())
        {
            yield return new GuardPlace(
                $"'{contract.Name}'", contract.GetAttributes(), null, marked.Type,
                $"no class inherits the attributes of its interfaces, so put it on '{marked.Type.Name}'");
        }

        foreach (GuardPlace place in OfMembers(contract, marked, GuardedMember.PlaceOfContract)) yield return place;
    }

    private static IEnumerable<GuardPlace> OfMembers(INamedTypeSymbol owner, MarkedClass marked, Func<ISymbol, MarkedClass, GuardPlace> placeOf)
    {
        foreach (ISymbol member in owner.GetMembers())
        {
            if (member is INamedTypeSymbol || member.HasNoAttributeWritten() || !IsGuarded(member)) continue;
            GuardPlace place = placeOf(member, marked);
            yield return place;
            if (member is not IMethodSymbol method) continue;
            foreach (GuardPlace part in PartsOf(method, place)) yield return part;
        }
    }

    /// <summary>Whether a guard stands on a member or on a part of it.</summary>
    private static bool IsGuarded(ISymbol member) =>
        member.HasGuard()
        || (member is IMethodSymbol method
            && (method.Parameters.Any(GuardTraits.HasGuard)
                || method.TypeParameters.Any(GuardTraits.HasGuard)
                || method.GetReturnTypeAttributes().Any(attribute => attribute.GuardOf() != Guard.None)));

    /// <summary>Returns the parts of a method. Attributes on these have no effect, although the author meant to guard the method.</summary>
    private static IEnumerable<GuardPlace> PartsOf(IMethodSymbol method, GuardPlace whole)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
            yield return Part($"parameter '{parameter.Name}' of {whole.Name}", parameter.GetAttributes(), whole.Callback, whole.Counts);
        foreach (ITypeParameterSymbol parameter in method.TypeParameters)
            yield return OfTypeParameter(parameter, whole.Name, whole.Callback, whole.Counts);
        yield return Part($"the return value of {whole.Name}", method.GetReturnTypeAttributes(), whole.Callback, whole.Counts);
    }

    private static GuardPlace OfTypeParameter(ITypeParameterSymbol parameter, string owner, CallbackKind? callback, ISymbol counts) =>
        Part($"type parameter '{parameter.Name}' of {owner}", parameter.GetAttributes(), callback, counts);

    private static GuardPlace Part(string name, ImmutableArray<AttributeData> attributes, CallbackKind? callback, ISymbol counts) =>
        new(name, attributes, callback, counts, $"put it on {(counts is IMethodSymbol ? "the method" : $"'{counts.Name}'")}");

    /// <summary>
    /// Returns the classes around the class. Even a socket around its channel guards only itself, because another socket may have the channel too.
    /// </summary>
    private static IEnumerable<GuardPlace> AroundIt(MarkedClass marked)
    {
        for (INamedTypeSymbol? outer = marked.Type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!outer.HasGuard()) continue;
            yield return new GuardPlace(
                $"'{outer.Name}'", outer.GetAttributes(), null, marked.Type, $"it does not guard the classes in it, so put it on '{marked.Type.Name}' too");
        }
    }

    private static GuardPlace OfAssembly(MarkedClass marked) => new(
        $"the assembly '{marked.Type.ContainingAssembly.Name}'", AssemblyGuards.Of(marked.Type.ContainingAssembly), null, marked.Type);
}
