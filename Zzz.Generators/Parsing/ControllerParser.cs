using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>Reads a class as a controller, right or wrong. The generator and the analyzers see controllers only through it.</summary>
internal static class ControllerParser
{
    /// <summary>The class as a controller; null if it is not marked as one.</summary>
    public static Controller? Parse(INamedTypeSymbol type)
    {
        AttributeData? route = type.AttributeOf(KnownTypes.WsRouteAttribute);
        // Of an argument that is no constant the compiler speaks itself.
        if (route is not { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive } pattern] }) return null;
        RoutePattern parsed = RoutePatternParser.Parse((string?)pattern.Value);
        return new Controller(type, route, parsed, ConstructorsOf(type), CallbacksOf(type, parsed));
    }

    private static ImmutableArray<IMethodSymbol> ConstructorsOf(INamedTypeSymbol type)
    {
        ImmutableArray<IMethodSymbol> callable =
            [.. type.InstanceConstructors.Where(constructor => constructor.IsAccessibleIn(type.ContainingAssembly))];
        IMethodSymbol? marked = callable.FirstOrDefault(constructor =>
            constructor.AttributeOf(KnownTypes.ActivatorConstructorAttribute) is not null);
        return marked is null ? callable : [marked];
    }

    private static ImmutableArray<Callback> CallbacksOf(INamedTypeSymbol type, RoutePattern pattern) =>
        [.. Enum.GetValues(typeof(CallbackKind)).Cast<CallbackKind>()
            .SelectMany(kind => MethodsNamed(kind.ToString(), type).Select(method => CallbackParser.Parse(method, kind, pattern)))
            .OrderBy(callback => SourcePosition(callback.Method, type))];

    /// <summary>The methods of the class itself; if it has none, those that it inherits from the nearest class that has.</summary>
    private static ImmutableArray<IMethodSymbol> MethodsNamed(string name, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? owner = type; owner is not null; owner = owner.BaseType)
        {
            ImmutableArray<IMethodSymbol> methods = [.. owner.GetMembers(name).OfType<IMethodSymbol>().Where(IsSeen)];
            if (!methods.IsEmpty) return methods;
        }

        return [];

        // What is hidden in the class itself is a mistake; in a base class it is that class's own matter.
        bool IsSeen(IMethodSymbol method) => IsOwn(method, type) || method.IsAccessibleIn(type.ContainingAssembly);
    }

    /// <summary>Where a method stands among the others: what is inherited comes first, and partial classes follow each other.</summary>
    private static int SourcePosition(IMethodSymbol method, INamedTypeSymbol type) =>
        IsOwn(method, type) ? type.GetMembers().IndexOf(method) : -1;

    private static bool IsOwn(IMethodSymbol method, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, type);
}
