using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>An attribute that should restrict access but is in a place where nothing enforces it.</summary>
internal sealed class MisplacedGuardRule() : ClassRule(Misplaced)
{
    /// <summary>The property of the diagnostic that says that a method's guard can be moved to the class.</summary>
    public const string BelongsToClass = nameof(BelongsToClass);

    private static readonly DiagnosticDescriptor Misplaced = Rule.Error(
        "ZZZ1010",
        "A guard is in a place where nothing enforces it",
        "{0} on {1} has no effect: {2}");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        foreach (GuardPlace place in GuardPlaces.Of(marked))
        {
            foreach (AttributeData attribute in place.Attributes)
            {
                Guard guard = attribute.GuardOf();
                if (guard != Guard.None && place.RemedyFor(attribute, guard, marked) is { } remedy)
                    yield return At(attribute, place, marked, guard, remedy);
            }
        }
    }

    /// <summary>Returns the guards on a module. They have no effect, because the routes of a module are guarded by conventions.</summary>
    public static IEnumerable<Diagnostic> CheckModule(INamedTypeSymbol module) =>
        from attribute in module.GetAttributes()
        where attribute.GuardOf() != Guard.None
        select Diagnostic.Create(
            Misplaced,
            attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? module.Locations[0],
            attribute.AsWritten(),
            $"'{module.Name}'",
            $"apply it to what '{module.Name}.Map(app)' returns, as with '.RequireAuthorization()'");

    private static Diagnostic At(AttributeData attribute, GuardPlace place, MarkedClass marked, Guard guard, string remedy) => Diagnostic.Create(
        Misplaced,
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? marked.Type.Locations[0],
        CanBeMoved(place, marked, guard) ? ImmutableDictionary<string, string?>.Empty.Add(BelongsToClass, null) : null,
        attribute.AsWritten(),
        place.Name,
        remedy);

    private static bool CanBeMoved(GuardPlace place, MarkedClass marked, Guard guard) =>
        place.IsOwnMethod && marked.Kind != MarkedClassKind.Channel && marked.Kind.Enforces(guard);
}
