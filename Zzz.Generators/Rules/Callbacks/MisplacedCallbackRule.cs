using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Rules.Channels;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A method that has the name of a callback, although its kind of class does not have that callback.</summary>
internal sealed class MisplacedCallbackRule() : ClassRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Warning(
        "ZZZ6009",
        "A callback is in the wrong kind of class",
        "'{0}.{1}' is never called, because a {2} has no {1}: {3}, or give it another name if your own code calls it");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked) =>
        from owner in OwnersOf(marked)
        from method in owner.GetMembers().OfType<IMethodSymbol>()
        where IsMisplaced(method, marked) && IsNobodys(method, marked)
        select At(method, marked, owner.Name, method.Name, NounFor(marked.Kind), Remedy(method.Name, marked.Kind));

    /// <summary>Returns the class, and the classes in the assembly that it inherits from and that are not marked themselves.</summary>
    private static IEnumerable<INamedTypeSymbol> OwnersOf(MarkedClass marked)
    {
        yield return marked.Type;
        for (INamedTypeSymbol? owner = marked.Type.BaseType; owner is not null; owner = owner.BaseType)
        {
            bool isHere = SymbolEqualityComparer.Default.Equals(owner.ContainingAssembly, marked.Type.ContainingAssembly);
            if (isHere && !MarkedClassParser.IsMarked(owner)) yield return owner.OriginalDefinition;
        }
    }

    private static bool IsMisplaced(IMethodSymbol method, MarkedClass marked) =>
        method is { MethodKind: MethodKind.Ordinary, IsOverride: false, IsImplicitlyDeclared: false }
        && CallbackNames.Contain(method.Name)
        && CallbackNames.Find(method.Name, marked.Kind) is null
        && (method.Name.StartsWith("On", StringComparison.Ordinal) || TakesConnection(method))
        && method.AttributeOf(KnownTypes.OnAttribute) is null
        && !method.ImplementsInterface()
        && !IsReportedElsewhere(method, marked);

    /// <summary>Whether a method whose name is an everyday word, such as <c>Id</c>, concerns Zzz, because it takes one of Zzz's types.</summary>
    private static bool TakesConnection(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.Type.Is(KnownTypes.WsOptions) || parameter.Type.Is(KnownTypes.WsConnection));

    private static bool IsReportedElsewhere(IMethodSymbol method, MarkedClass marked) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, marked.Type)
        && (MisspeltCallbackRule.NameMeant(method, marked) is not null || UnmarkedHandlerRule.IsBrokenBy(method, marked));

    /// <summary>
    /// Whether a method is neither a callback of any class that inherits it nor called by its class or an heir. If the method is inherited, only the
    /// first heir reports it.
    /// </summary>
    private static bool IsNobodys(IMethodSymbol method, MarkedClass marked)
    {
        INamedTypeSymbol owner = method.ContainingType;
        bool isOwn = SymbolEqualityComparer.Default.Equals(owner, marked.Type);
        if (Names(owner, method.Name) || (!isOwn && method.DeclaredAccessibility == Accessibility.Private)) return false;
        MarkedClass[] heirs = [.. Heirs.In(owner.ContainingAssembly).AllOf(owner)];
        return (isOwn || SymbolEqualityComparer.Default.Equals(heirs[0].Type, marked.Type))
            && !heirs.Any(heir => CallbackNames.Find(method.Name, heir.Kind) is not null || Names(heir.Type, method.Name));
    }

    /// <summary>Whether the code of a class refers to a method of its own with this name.</summary>
    private static bool Names(INamedTypeSymbol type, string method) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == method && !IsOfAnother(name)));

    private static bool IsOfAnother(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name && access.Expression is not (ThisExpressionSyntax or BaseExpressionSyntax),
        MemberBindingExpressionSyntax => true,
        _ => false,
    };

    private static string NounFor(MarkedClassKind kind) => kind.ToString().ToLowerInvariant();

    private static string Remedy(string name, MarkedClassKind kind) => name switch
    {
        nameof(CallbackKind.OnJoin) or nameof(CallbackKind.OnLeave) => "move it to a class marked [Channel]",
        nameof(CallbackKind.OnMessage) or nameof(CallbackKind.OnText) or nameof(CallbackKind.OnBinary) => kind == MarkedClassKind.Socket
            ? "handle events in a class marked [Channel], or messages in one marked [WsRoute]"
            : "put [On(\"event\")] on it, or move it to a class marked [WsRoute]",
        _ => "move it to a class marked [ChannelRoute]",
    };
}
