using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A method that is no callback, because its name is not quite that of one.</summary>
internal sealed class MisspeltCallbackRule() : ControllerRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the right name.</summary>
    public const string RightName = nameof(RightName);

    private const int MostSlips = 2;

    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ6001",
        "A method is named almost like a callback",
        "'{0}.{1}' is never called: did you mean '{2}'?",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ6001"));

    public override IEnumerable<Diagnostic> Check(Controller controller) =>
        from method in controller.Type.GetMembers().OfType<IMethodSymbol>()
        let name = NameMeant(method, controller)
        where name is not null
        select At(method, controller, name);

    /// <summary>The callback that a method is most likely meant to be; null if it is one, or none.</summary>
    public static string? NameMeant(IMethodSymbol method, Controller controller) =>
        CouldBeCallback(method, controller.Kind) ? AliasFor(method.Name, controller) ?? Meant(method.Name, controller) : null;

    private static bool CouldBeCallback(IMethodSymbol method, ControllerKind kind) =>
        method is { MethodKind: MethodKind.Ordinary, IsOverride: false, IsImplicitlyDeclared: false }
        && method.IsAccessibleIn(method.ContainingAssembly)
        && CallbackNames.Find(method.Name, kind) is null
        && EventNames.Of(method).IsEmpty
        && !method.ImplementsInterface();

    private static string? AliasFor(string written, Controller controller) =>
        CallbackAliases.CallbackFor(WithoutAsync(written), controller.Kind) is { } name
        && CallbackNames.Find(name, controller.Kind) is not null
        && IsLacking(name, controller)
            ? name
            : null;

    /// <summary>The callback that the controller lacks and the name comes nearest to.</summary>
    private static string? Meant(string written, Controller controller) => CallbackNames.In(controller.Kind)
        .Where(name => BeginAlike(written, name) && IsLacking(name, controller))
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

    /// <summary>Who has <c>OnMessage</c> lacks neither <c>OnText</c> nor <c>OnBinary</c>, and the other way round.</summary>
    private static bool IsLacking(string name, Controller controller) => !controller.Callbacks.Any(callback =>
        callback.Kind.ToString() == name
        || (name == nameof(CallbackKind.OnMessage) && callback.Kind.TakesMessage())
        || (name is nameof(CallbackKind.OnText) or nameof(CallbackKind.OnBinary) && callback.Kind == CallbackKind.OnMessage));

    private static string WithoutAsync(string name) =>
        name.EndsWith("Async", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - "Async".Length) : name;

    private static Diagnostic At(IMethodSymbol method, Controller controller, string name) => Diagnostic.Create(
        Broken,
        method.Locations[0],
        ImmutableDictionary<string, string?>.Empty.Add(RightName, name),
        controller.Type.Name,
        method.Name,
        name);
}
