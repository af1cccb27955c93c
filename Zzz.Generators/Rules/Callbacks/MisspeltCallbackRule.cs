using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A method that is not a callback, although its name is close to that of one.</summary>
internal sealed class MisspeltCallbackRule() : ClassRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the correct name.</summary>
    public const string RightName = nameof(RightName);

    private const int MostSlips = 2;

    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6001",
        "A method is named almost like a callback",
        "'{0}.{1}' is never called: did you mean '{2}'?");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked) =>
        from method in marked.Type.GetMembers().OfType<IMethodSymbol>()
        let name = NameMeant(method, marked)
        where name is not null
        select At(method, marked, name);

    /// <summary>Returns the callback that a method is probably meant to be, or null if it is one already or is not meant to be one.</summary>
    public static string? NameMeant(IMethodSymbol method, MarkedClass marked) =>
        CouldBeCallback(method, marked.Kind) ? AliasFor(method.Name, marked) ?? Meant(method.Name, marked) : null;

    private static bool CouldBeCallback(IMethodSymbol method, MarkedClassKind kind) =>
        method is { MethodKind: MethodKind.Ordinary, IsOverride: false, IsImplicitlyDeclared: false }
        && method.IsAccessibleIn(method.ContainingAssembly)
        && CallbackNames.Find(method.Name, kind) is null
        && EventNames.Of(method).IsEmpty
        && !method.ImplementsInterface();

    private static string? AliasFor(string written, MarkedClass marked) =>
        CallbackAliases.CallbackFor(WithoutAsync(written), marked.Kind) is { } name
        && CallbackNames.Find(name, marked.Kind) is not null
        && IsLacking(name, marked)
            ? name
            : null;

    /// <summary>Returns the callback whose name is closest, among those that the controller lacks.</summary>
    private static string? Meant(string written, MarkedClass marked) => CallbackNames.In(marked.Kind)
        .Where(name => BeginAlike(written, name) && IsLacking(name, marked))
        .Select(name => (name, slips: EditDistance.Between(WithoutAsync(written), name)))
        .Where(candidate => candidate.slips <= (candidate.name.Length > "OnOpen".Length ? MostSlips : MostSlips - 1))
        .OrderBy(candidate => candidate.slips)
        .Select(candidate => candidate.name)
        .FirstOrDefault();

    private static bool BeginAlike(string written, string name) =>
        name.StartsWith("On", StringComparison.Ordinal)
        && written.Length > "On".Length
        && written.StartsWith("On", StringComparison.OrdinalIgnoreCase)
        && char.ToUpperInvariant(written["On".Length]) == name["On".Length];

    /// <summary>Whether a controller lacks a callback. With <c>OnMessage</c>, it lacks neither <c>OnText</c> nor <c>OnBinary</c>, and vice versa.</summary>
    private static bool IsLacking(string name, MarkedClass marked) => !marked.Callbacks.Any(callback =>
        callback.Kind.ToString() == name
        || (name == nameof(CallbackKind.OnMessage) && callback.Kind.TakesMessage())
        || (name is nameof(CallbackKind.OnText) or nameof(CallbackKind.OnBinary) && callback.Kind == CallbackKind.OnMessage));

    private static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - "Async".Length) : name;

    private static Diagnostic At(IMethodSymbol method, MarkedClass marked, string name) => Diagnostic.Create(
        Broken,
        method.Locations[0],
        ImmutableDictionary<string, string?>.Empty.Add(RightName, name),
        marked.Type.Name,
        method.Name,
        name);
}
