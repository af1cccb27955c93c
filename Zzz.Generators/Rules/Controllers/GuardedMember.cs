using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>
/// Finds the method that runs in place of a member of a class or an interface, because the attributes of that method are the ones that take effect.
/// </summary>
internal static class GuardedMember
{
    /// <summary>
    /// Returns the place of a member of the class or of a base class. A member that is not a callback is treated like <c>OnLeave</c>, on which no
    /// guard is enforced.
    /// </summary>
    public static GuardPlace PlaceOf(ISymbol member, MarkedClass marked)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType, marked.Type);
        if (member is not IMethodSymbol method) return new GuardPlace(NameOf(member), member.GetAttributes(), CallbackKind.OnLeave, marked.Type);
        if (RunAs(method, marked) is { } callback)
        {
            IMethodSymbol last = AttributeSearch.LastOverride(method, marked.Type);
            return new GuardPlace(
                NameOf(method), method.GetAttributes(), KindOf(callback, marked), last, $"it is not inherited, so put it on '{marked.Type.Name}.{last.Name}' too", isOwn);
        }

        return InsteadOf(method, marked) is { } nearer
            ? new GuardPlace(
                NameOf(method), method.GetAttributes(), KindOf(nearer, marked), AttributeSearch.LastOverride(nearer.Method, marked.Type),
                $"{NameOf(nearer.Method)} takes its place, so put it there too")
            : new GuardPlace(NameOf(method), method.GetAttributes(), CallbackKind.OnLeave, marked.Type, IsOwnMethod: isOwn);
    }

    /// <summary>Returns the place of an interface member, whose attributes no class inherits.</summary>
    public static GuardPlace PlaceOfContract(ISymbol member, MarkedClass marked) =>
        marked.Type.FindImplementationForInterfaceMember(member) is IMethodSymbol method && RunAs(method, marked) is { } callback
            ? new GuardPlace(
                NameOf(member), member.GetAttributes(), KindOf(callback, marked), AttributeSearch.LastOverride(method, marked.Type),
                $"no class inherits the attributes of its interfaces, so put it on {NameOf(method)}")
            : new GuardPlace(NameOf(member), member.GetAttributes(), CallbackKind.OnLeave, marked.Type);

    /// <summary>Returns the callback that a method is, overrides, or is overridden by.</summary>
    private static Callback? RunAs(IMethodSymbol method, MarkedClass marked) => marked.Callbacks.FirstOrDefault(callback =>
        AttributeSearch.Overrides(AttributeSearch.LastOverride(callback.Method, marked.Type), method));

    /// <summary>Returns the callback that a nearer class has in place of a method, because it has the method's name or handles the same event.</summary>
    private static Callback? InsteadOf(IMethodSymbol method, MarkedClass marked)
    {
        if (CallbackNames.Find(method.Name, marked.Kind) is { } kind) return marked.FirstOf(kind);
        IEnumerable<string> events = EventNames.Of(method);
        return marked.Callbacks.FirstOrDefault(callback => callback.Events.Any(events.Contains));
    }

    /// <summary>
    /// Returns the kind of callback for guards. Guards on methods of controllers and sockets have no effect, because these run after the request.
    /// </summary>
    private static CallbackKind KindOf(Callback callback, MarkedClass marked) =>
        marked.Kind == MarkedClassKind.Channel ? callback.Kind : CallbackKind.OnLeave;

    private static string NameOf(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? $"the constructor of '{member.ContainingType.Name}'"
        : $"'{member.ContainingType.Name}.{member.Name}'";
}
