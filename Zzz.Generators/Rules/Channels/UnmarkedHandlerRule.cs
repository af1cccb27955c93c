using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Callbacks;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A method that looks like a handler of events, and that no event is meant for.</summary>
internal sealed class UnmarkedHandlerRule() : ControllerRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the event that the method's name suggests.</summary>
    public const string EventName = nameof(EventName);

    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ7008",
        "An event handler has no [On]",
        "'{0}.{1}' is never called: put [On(\"{2}\")] on it, or make it private or internal if your own code calls it",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ7008"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        from method in controller.Type.GetMembers().OfType<IMethodSymbol>()
        where controller.Kind == ControllerKind.Channel && LooksLikeHandler(method) && MisspeltCallbackRule.NameMeant(method, controller) is null
        select At(method, controller, EventNames.For(method));

    private static bool LooksLikeHandler(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, Arity: 0, IsOverride: false }
        && method.Parameters.Any(parameter => parameter.Type.Is(KnownTypes.ChannelSocket) || parameter.Type.Is(KnownTypes.ReplyTo))
        && CallbackNames.Find(method.Name, ControllerKind.Channel) is null
        && method.AttributeOf(KnownTypes.OnAttribute) is null
        && !method.ImplementsInterface();

    private static Diagnostic At(IMethodSymbol method, Controller controller, string name) => Diagnostic.Create(
        Broken,
        method.Locations[0],
        ImmutableDictionary<string, string?>.Empty.Add(EventName, name),
        controller.Type.Name,
        method.Name,
        name);
}
