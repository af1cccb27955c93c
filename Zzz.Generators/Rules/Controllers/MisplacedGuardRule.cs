using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>An attribute that is to keep somebody out, where nothing enforces it.</summary>
internal sealed class MisplacedGuardRule() : ControllerRule(Misplaced)
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

    public override IEnumerable<Diagnostic> Check(Controller controller)
    {
        for (INamedTypeSymbol? owner = controller.Type; owner is { SpecialType: not SpecialType.System_Object }; owner = owner.BaseType)
        {
            foreach (Diagnostic diagnostic in CheckClass(owner, controller)) yield return diagnostic;
            foreach (ISymbol member in owner.GetMembers())
                foreach (Diagnostic diagnostic in CheckMember(member, controller)) yield return diagnostic;
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

    private static IEnumerable<Diagnostic> CheckClass(INamedTypeSymbol owner, Controller controller)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(owner, controller.Type);
        // A base class with a route of its own has its guards for itself.
        if (!isOwn && ControllerParser.IsMarked(owner)) yield break;
        foreach (AttributeData attribute in owner.GetAttributes())
        {
            if (attribute != controller.Mark
                && attribute.GuardOf() is not Guard.None and var guard
                && Remedy(controller.Kind.Enforces(guard), isOwn, attribute, guard, controller) is { } remedy)
            {
                yield return At(attribute, owner, controller, guard, remedy);
            }
        }
    }

    private static IEnumerable<Diagnostic> CheckMember(ISymbol member, Controller controller)
    {
        if (member is INamedTypeSymbol || member.HasNoAttributeWritten()) yield break;
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (attribute.GuardOf() is not Guard.None and var guard
                && Remedy(CallbackOf(member, controller).Enforces(guard), IsLast(member, controller), attribute, guard, controller) is { } remedy)
            {
                yield return At(attribute, member, controller, guard, remedy);
            }
        }
    }

    /// <summary>What to write in place of a guard that counts for nothing; null if it counts.</summary>
    private static string? Remedy(bool isEnforced, bool isOwn, AttributeData attribute, Guard guard, Controller controller) =>
        !isEnforced ? GuardRemedy.For(guard, controller)
        : isOwn || AttributeSearch.IsInheritable(attribute) ? null
        : $"it is not inherited, so put it in '{controller.Type.Name}' too";

    /// <summary>Whether no method of the class overrides it.</summary>
    private static bool IsLast(ISymbol member, Controller controller) =>
        member is not IMethodSymbol method
        || SymbolEqualityComparer.Default.Equals(AttributeSearch.LastOverride(method, controller.Type).OriginalDefinition, method.OriginalDefinition);

    /// <summary>The callback whose guard it is: itself, or of a handler that overrides it. Any other member guards as little as <c>OnLeave</c>.</summary>
    private static CallbackKind CallbackOf(ISymbol member, Controller controller)
    {
        if (controller.Kind != ControllerKind.Channel || member is not IMethodSymbol method) return CallbackKind.OnLeave;
        foreach (Callback callback in controller.Callbacks)
            if (AttributeSearch.Overrides(AttributeSearch.LastOverride(callback.Method, controller.Type), method)) return callback.Kind;
        // A nearer handler of the same event stands for it.
        return CallbackNames.Find(method.Name, controller.Kind) ?? (EventNames.Of(method).IsEmpty ? CallbackKind.OnLeave : CallbackKind.OnEvent);
    }

    private static Diagnostic At(AttributeData attribute, ISymbol place, Controller controller, Guard guard, string remedy) => Diagnostic.Create(
        Misplaced,
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? controller.Type.Locations[0],
        CanBeMoved(place, controller, guard) ? ImmutableDictionary<string, string?>.Empty.Add(BelongsToClass, null) : null,
        attribute.AsWritten(),
        place is ITypeSymbol ? place.Name : place.NameIn(controller),
        remedy);

    private static bool CanBeMoved(ISymbol place, Controller controller, Guard guard) =>
        place is IMethodSymbol
        && controller.Kind != ControllerKind.Channel
        && controller.Kind.Enforces(guard)
        && SymbolEqualityComparer.Default.Equals(place.ContainingType, controller.Type);
}
