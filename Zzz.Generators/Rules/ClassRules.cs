using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Callbacks;
using Zzz.Generators.Rules.Channels;
using Zzz.Generators.Rules.Controllers;
using Zzz.Generators.Rules.Routes;
using Zzz.Generators.Rules.Values;

namespace Zzz.Generators.Rules;

/// <summary>All rules for a single controller, socket or channel. Code is generated for a class that breaks none of them, apart from warnings.</summary>
internal static class ClassRules
{
    public static ImmutableArray<ClassRule> All { get; } =
    [
        new AbstractControllerRule(),
        new GenericControllerRule(),
        new InaccessibleControllerRule(),
        new InaccessibleConstructorRule(),
        new AmbiguousConstructorRule(),
        new UninjectableParameterRule(),
        new RequiredMemberRule(),
        new TwoMarksRule(),
        new UnwritableAttributeRule(),
        new MisplacedGuardRule(),
        new InvalidPatternRule(),
        new UnknownParameterRule(),
        new WrongReturnTypeRule(),
        new GenericCallbackRule(),
        new InaccessibleCallbackRule(),
        new AsyncVoidCallbackRule(),
        new DuplicateCallbackRule(),
        new MissingPayloadRule(),
        new RepeatedParameterRule(),
        new WrongConfigureRule(),
        new SpanInTaskRule(),
        new MixedMessageHandlersRule(),
        new NotInPatternRule(),
        new UnparsableValueRule(),
        new ConflictingConstraintRule(),
        new MisspeltCallbackRule(),
        new MisplacedCallbackRule(),
        new InvalidTopicRule(),
        new NoChannelRule(),
        new HiddenChannelRule(),
        new DuplicateEventRule(),
        new ReservedEventRule(),
        new UnmarkedHandlerRule(),
        new RequestValueInChannelRule(),
    ];

    private static readonly ImmutableArray<ClassRule> Errors =
        [.. All.Where(rule => rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)];

    /// <summary>Whether code can be generated for a class. If an attribute is unknown, it might be a guard, so no code may make the class accessible.</summary>
    public static bool Allow(MarkedClass marked) =>
        !AttributeSearch.AllOf(marked).Any(AttributeObstacle.IsUnknown) && !Errors.Any(rule => rule.IsBrokenBy(marked));

    public static IEnumerable<Diagnostic> Check(MarkedClass marked) => All.SelectMany(rule => rule.Check(marked));
}
