using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Reads marked classes, with or without mistakes. The generator and the analyzers see such classes only through this parser.</summary>
internal static class MarkedClassParser
{
    /// <summary>Returns the class as it is marked, or null if it is not marked.</summary>
    public static MarkedClass? Parse(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            // If the argument is not a constant, the compiler reports it.
            if (KindOf(attribute) is { } kind && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } pattern, ..])
                return Parse(type, kind, attribute, PatternParser.Parse((string?)pattern.Value, kind));
        }

        return null;
    }

    /// <summary>Whether a class itself is marked.</summary>
    public static bool IsMarked(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => KindOf(attribute) is not null);

    /// <summary>Whether a class, controller or not, declares a method that is a callback by its name or its mark.</summary>
    public static bool DeclaresCallback(INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member is IMethodSymbol method && (CallbackNames.Contain(method.Name) || EventNames.Of(method).Length > 0));

    private static MarkedClassKind? KindOf(AttributeData attribute) =>
        attribute.AttributeClass.Is(KnownTypes.WsRouteAttribute) ? MarkedClassKind.Controller
        : attribute.AttributeClass.Is(KnownTypes.ChannelRouteAttribute) ? MarkedClassKind.Socket
        : attribute.AttributeClass.Is(KnownTypes.ChannelAttribute) ? MarkedClassKind.Channel
        : null;

    private static MarkedClass Parse(INamedTypeSymbol type, MarkedClassKind kind, AttributeData mark, Pattern pattern) =>
        new(type, kind, mark, pattern, ConstructorsOf(type), CallbacksOf(type, kind, pattern));

    private static ImmutableArray<IMethodSymbol> ConstructorsOf(INamedTypeSymbol type)
    {
        ImmutableArray<IMethodSymbol> callable =
            [.. type.InstanceConstructors.Where(constructor => constructor.IsAccessibleIn(type.ContainingAssembly))];
        if (callable.Length < 2) return callable;
        IMethodSymbol? marked = callable.FirstOrDefault(constructor =>
            constructor.AttributeOf(KnownTypes.ActivatorConstructorAttribute) is not null);
        return marked is null ? callable : [marked];
    }

    /// <summary>Returns the class's own callbacks, after those that it does not declare but inherits from the nearest class that does.</summary>
    private static ImmutableArray<Callback> CallbacksOf(INamedTypeSymbol type, MarkedClassKind kind, Pattern pattern)
    {
        ImmutableArray<Callback> callbacks = [];
        for (INamedTypeSymbol? owner = type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
            callbacks = CallbacksIn(owner, type, kind, pattern, nearer: callbacks).AddRange(callbacks);
        return type.AllInterfaces is { IsEmpty: false } interfaces
            ? [.. CallbacksOnlyIn(interfaces, type, kind, pattern, callbacks), .. callbacks]
            : callbacks;
    }

    /// <summary>Returns the callbacks that are only members of interfaces, or explicit implementations. A rule refuses these.</summary>
    private static IEnumerable<Callback> CallbacksOnlyIn(
        ImmutableArray<INamedTypeSymbol> interfaces, INamedTypeSymbol type, MarkedClassKind kind, Pattern pattern, ImmutableArray<Callback> callable) =>
        from contract in interfaces
        from member in contract.GetMembers().OfType<IMethodSymbol>()
        let callback = CallbackOf(member, kind)
        where callback is not null && !callable.Any(other => other.Kind == callback && callback != CallbackKind.OnEvent)
        let implementation = type.FindImplementationForInterfaceMember(member) as IMethodSymbol
        where implementation is { MethodKind: MethodKind.ExplicitInterfaceImplementation } or { ContainingType.TypeKind: TypeKind.Interface }
        where SymbolEqualityComparer.Default.Equals(implementation.ContainingAssembly, type.ContainingAssembly)
        select CallbackParser.Parse(implementation, callback.Value, pattern);

    private static ImmutableArray<Callback> CallbacksIn(
        INamedTypeSymbol owner, INamedTypeSymbol type, MarkedClassKind kind, Pattern pattern, ImmutableArray<Callback> nearer)
    {
        var callbacks = ImmutableArray.CreateBuilder<Callback>();
        foreach (ISymbol member in owner.GetMembers())
        {
            if (member is IMethodSymbol method
                && CallbackOf(method, kind) is { } callback
                && IsSeen(method, type)
                && CallbackParser.Parse(method, callback, pattern) is var found
                && (nearer.IsEmpty ? found : Remaining(found, nearer)) is { } remaining)
            {
                callbacks.Add(remaining);
            }
        }

        return callbacks.ToImmutable();
    }

    private static CallbackKind? CallbackOf(IMethodSymbol method, MarkedClassKind kind) =>
        CallbackNames.Find(method.Name, kind)
        ?? (kind == MarkedClassKind.Channel && EventNames.Of(method).Length > 0 ? CallbackKind.OnEvent : null);

    /// <summary>
    /// Returns the part of an inherited callback that no nearer one replaces: all of it, some of its events, or <see langword="null"/>. A nearer
    /// callback replaces an inherited one of the same name, or an inherited handler of the same event.
    /// </summary>
    private static Callback? Remaining(Callback inherited, ImmutableArray<Callback> nearer)
    {
        if (inherited.Kind != CallbackKind.OnEvent) return nearer.Any(other => Replaces(other, inherited)) ? null : inherited;
        ImmutableArray<string> events = inherited.Events.RemoveAll(name => nearer.Any(other => other.Events.Contains(name)));
        return events.IsEmpty ? null : inherited with { Events = events };
    }

    /// <summary>
    /// Whether a callback replaces an inherited one. An overload does not replace a callback that decides who may connect or join, because both would
    /// have to be called.
    /// </summary>
    private static bool Replaces(Callback nearer, Callback inherited) =>
        nearer.Kind == inherited.Kind
        && (nearer.Kind is not (CallbackKind.OnUpgrade or CallbackKind.OnJoin)
            || nearer.Method.Parameters.Select(parameter => parameter.Type)
                .SequenceEqual(inherited.Method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));

    /// <summary>
    /// Whether a method concerns a class. Methods that a base class keeps to itself or to its assembly do not. A rule refuses other methods that
    /// cannot be called.
    /// </summary>
    private static bool IsSeen(IMethodSymbol method, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        || method.IsAccessibleIn(type.ContainingAssembly)
        || (method.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, type.ContainingAssembly));
}
