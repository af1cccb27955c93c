using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A type in a <c>[ChannelRoute]</c> that has no topics.</summary>
internal sealed class NoChannelRule() : ControllerRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ7002",
        "A channel route names a type that is no channel",
        "'{0}' is no channel of this assembly: mark it with [Channel], or remove it from the route of '{1}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ7002"));

    public override IEnumerable<Diagnostic> Check(Controller controller)
    {
        if (controller.Kind != ControllerKind.Socket) yield break;
        foreach (SocketChannel channel in SocketChannel.Of(controller))
        {
            if (channel.Controller is null && !IsWrongOtherwise(channel.Type, controller.Type.ContainingAssembly))
                yield return Diagnostic.Create(Descriptor, channel.Location, Display(channel.Type), controller.Type.Name);
        }
    }

    /// <summary>Of what cannot be found the compiler speaks itself, and of a channel that is marked as something else too, another rule.</summary>
    private static bool IsWrongOtherwise(ITypeSymbol? type, IAssemblySymbol assembly) =>
        type is { TypeKind: TypeKind.Error }
        || (type?.AttributeOf(KnownTypes.ChannelAttribute) is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly));

    private static string Display(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
}
