using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Callbacks;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A method that looks like an event handler but is not marked with an event.</summary>
internal sealed class UnmarkedHandlerRule() : ClassRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the event that the method's name suggests.</summary>
    public const string EventName = nameof(EventName);

    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ7008",
        "An event handler has no [On]",
        "'{0}.{1}' is never called: put [On(\"{2}\")] on it, or make it private or internal if your own code calls it");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked) =>
        from method in marked.Type.GetMembers().OfType<IMethodSymbol>()
        where IsBrokenBy(method, marked)
        select At(method, marked, EventNames.For(method));

    public static bool IsBrokenBy(IMethodSymbol method, MarkedClass marked) =>
        marked.Kind == MarkedClassKind.Channel && LooksLikeHandler(method) && MisspeltCallbackRule.NameMeant(method, marked) is null;

    private static bool LooksLikeHandler(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, Arity: 0, IsOverride: false }
        && method.Parameters.Any(parameter => parameter.Type.Is(KnownTypes.ChannelSocket) || parameter.Type.Is(KnownTypes.ReplyTo))
        && CallbackNames.Find(method.Name, MarkedClassKind.Channel) is null
        && method.AttributeOf(KnownTypes.OnAttribute) is null
        && !method.ImplementsInterface();

    private static Diagnostic At(IMethodSymbol method, MarkedClass marked, string name) => Diagnostic.Create(
        Broken,
        method.Locations[0],
        ImmutableDictionary<string, string?>.Empty.Add(EventName, name),
        marked.Type.Name,
        method.Name,
        name);
}
