using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>An attribute that is to keep somebody out, where nothing enforces it.</summary>
internal sealed class MisplacedGuardRule() : ClassRule(Misplaced)
{
    /// <summary>The property of the diagnostic that says that a method's guard can be moved to the class around it.</summary>
    public const string BelongsToClass = nameof(BelongsToClass);

    private static readonly DiagnosticDescriptor Misplaced = new(
        "ZZZ1010",
        "A guard is in a place where nothing enforces it",
        "{0} on '{1}' has no effect: {2}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ1010"));

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        for (INamedTypeSymbol? owner = marked.Type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
        {
            foreach (Diagnostic diagnostic in CheckClass(owner, marked)) yield return diagnostic;
            foreach (ISymbol member in owner.GetMembers())
                foreach (Diagnostic diagnostic in CheckMember(member, marked)) yield return diagnostic;
        }
    }

    /// <summary>No class of a module is ever asked for: what guards its routes is a convention.</summary>
    public static IEnumerable<Diagnostic> CheckModule(INamedTypeSymbol module) =>
        from attribute in module.GetAttributes()
        where attribute.GuardOf() != Guard.None
        select Diagnostic.Create(
            Misplaced,
            attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? module.Locations[0],
            attribute.AsWritten(),
            module.Name,
            $"apply it to what '{module.Name}.Map(app)' returns, as with '.RequireAuthorization()'");

    private static IEnumerable<Diagnostic> CheckClass(INamedTypeSymbol owner, MarkedClass marked)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(owner, marked.Type);
        // A base class with a route of its own has its guards for itself.
        if (!isOwn && MarkedClassParser.IsMarked(owner)) yield break;
        foreach (AttributeData attribute in owner.GetAttributes())
        {
            if (attribute != marked.Mark
                && attribute.GuardOf() is not Guard.None and var guard
                && Remedy(marked.Kind.Enforces(guard), isOwn, attribute, guard, marked) is { } remedy)
            {
                yield return At(attribute, owner, marked, guard, remedy);
            }
        }
    }

    private static IEnumerable<Diagnostic> CheckMember(ISymbol member, MarkedClass marked)
    {
        if (member is INamedTypeSymbol || member.HasNoAttributeWritten()) yield break;
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.GuardOf() is not Guard.None and var guard
                && Remedy(CallbackOf(member, marked).Enforces(guard), IsLast(member, marked), attribute, guard, marked) is { } remedy)
            {
                yield return At(attribute, member, marked, guard, remedy);
            }
        }
    }

    /// <summary>What to write in place of a guard that counts for nothing; null if it counts.</summary>
    private static string? Remedy(bool isEnforced, bool isOwn, AttributeData attribute, Guard guard, MarkedClass marked) =>
        !isEnforced ? GuardRemedy.For(guard, marked)
        : isOwn || AttributeSearch.IsInheritable(attribute) ? null
        : $"it is not inherited, so put it in '{marked.Type.Name}' too";

    /// <summary>Whether no method of the class overrides it.</summary>
    private static bool IsLast(ISymbol member, MarkedClass marked) =>
        member is not IMethodSymbol method
        || SymbolEqualityComparer.Default.Equals(AttributeSearch.LastOverride(method, marked.Type).OriginalDefinition, method.OriginalDefinition);

    /// <summary>The callback whose guard it is: itself, or of a handler that overrides it. Any other member guards as little as <c>OnLeave</c>.</summary>
    private static CallbackKind CallbackOf(ISymbol member, MarkedClass marked)
    {
        if (marked.Kind != MarkedClassKind.Channel || member is not IMethodSymbol method) return CallbackKind.OnLeave;
        foreach (Callback callback in marked.Callbacks)
            if (AttributeSearch.Overrides(AttributeSearch.LastOverride(callback.Method, marked.Type), method)) return callback.Kind;
        // A nearer handler of the same event stands for it.
        return CallbackNames.Find(method.Name, marked.Kind) ?? (EventNames.Of(method).IsEmpty ? CallbackKind.OnLeave : CallbackKind.OnEvent);
    }

    private static Diagnostic At(AttributeData attribute, ISymbol place, MarkedClass marked, Guard guard, string remedy) => Diagnostic.Create(
        Misplaced,
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? marked.Type.Locations[0],
        CanBeMoved(place, marked, guard) ? ImmutableDictionary<string, string?>.Empty.Add(BelongsToClass, null) : null,
        attribute.AsWritten(),
        place is ITypeSymbol ? place.Name : place.NameIn(marked),
        remedy);

    private static bool CanBeMoved(ISymbol place, MarkedClass marked, Guard guard) =>
        place is IMethodSymbol
        && marked.Kind != MarkedClassKind.Channel
        && marked.Kind.Enforces(guard)
        && SymbolEqualityComparer.Default.Equals(place.ContainingType, marked.Type);
}
