using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>Reads a class as a controller, right or wrong. The generator and the analyzers see controllers only through it.</summary>
internal static class ControllerParser
{
    private static readonly Dictionary<string, CallbackKind> KindsByName =
        Enum.GetValues(typeof(CallbackKind)).Cast<CallbackKind>().ToDictionary(kind => kind.ToString());

    /// <summary>The class as a controller; null if it is not marked as one.</summary>
    public static Controller? Parse(INamedTypeSymbol type)
    {
        AttributeData? route = type.AttributeOf(KnownTypes.WsRouteAttribute);
        // Of an argument that is no constant the compiler speaks itself.
        if (route is not { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive } pattern] }) return null;
        RoutePattern parsed = RoutePatternParser.Parse((string?)pattern.Value);
        return new Controller(type, route, parsed, ConstructorsOf(type), CallbacksOf(type, parsed));
    }

    /// <summary>Whether a class, a controller or not, has a method of its own with the name of a callback.</summary>
    public static bool DeclaresCallback(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol && KindsByName.ContainsKey(member.Name));

    private static ImmutableArray<IMethodSymbol> ConstructorsOf(INamedTypeSymbol type)
    {
        ImmutableArray<IMethodSymbol> callable =
            [.. type.InstanceConstructors.Where(constructor => constructor.IsAccessibleIn(type.ContainingAssembly))];
        if (callable.Length < 2) return callable;
        IMethodSymbol? marked = callable.FirstOrDefault(constructor =>
            constructor.AttributeOf(KnownTypes.ActivatorConstructorAttribute) is not null);
        return marked is null ? callable : [marked];
    }

    /// <summary>What the class has itself, after those that it lacks and inherits from the nearest class that has them.</summary>
    private static ImmutableArray<Callback> CallbacksOf(INamedTypeSymbol type, RoutePattern pattern)
    {
        var callbacks = new List<Callback>();
        for (INamedTypeSymbol? owner = type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
            callbacks.InsertRange(0, [.. CallbacksIn(owner, type, pattern, nearer: callbacks)]);
        return [.. callbacks];
    }

    private static IEnumerable<Callback> CallbacksIn(INamedTypeSymbol owner, INamedTypeSymbol type, RoutePattern pattern, List<Callback> nearer)
    {
        foreach (ISymbol member in owner.GetMembers())
        {
            if (member is IMethodSymbol method
                && KindsByName.TryGetValue(method.Name, out CallbackKind kind)
                && IsSeen(method, type)
                && !nearer.Exists(callback => callback.Kind == kind))
            {
                yield return CallbackParser.Parse(method, kind, pattern);
            }
        }
    }

    /// <summary>What is hidden in the class itself is a mistake; in a base class it is that class's own matter.</summary>
    private static bool IsSeen(IMethodSymbol method, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, type) || method.IsAccessibleIn(type.ContainingAssembly);
}
