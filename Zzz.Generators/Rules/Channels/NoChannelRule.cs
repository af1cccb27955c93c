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
            // Of what cannot be found the compiler speaks itself.
            if (channel is { Controller: null, Type: not { TypeKind: TypeKind.Error } })
                yield return Diagnostic.Create(Descriptor, channel.Location, Display(channel.Type), controller.Type.Name);
        }
    }

    private static string Display(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
}
