using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A type listed in a <c>[ChannelRoute]</c> that is not a channel.</summary>
internal sealed class NoChannelRule() : ClassRule(Broken)
{
    /// <summary>The property of the diagnostic that holds the topics that the type's name suggests, if the type can become a channel.</summary>
    public const string Topic = nameof(Topic);

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7002",
        "A channel route names a type that is not a channel",
        "'{0}' is not a channel in this assembly: mark it with [Channel], or remove it from the route of '{1}'");

    public override IEnumerable<Diagnostic> Check(MarkedClass marked)
    {
        if (marked.Kind != MarkedClassKind.Socket) yield break;
        foreach (SocketChannel channel in SocketChannel.Of(marked))
        {
            if (channel.Class is null && !IsWrongOtherwise(channel.Type, marked.Type.ContainingAssembly))
                yield return DiagnosticFor(channel, marked);
        }
    }

    private Diagnostic DiagnosticFor(SocketChannel channel, MarkedClass socket) => Diagnostic.Create(
        Descriptor,
        channel.Location,
        CanBeChannel(channel.Type, socket.Type.ContainingAssembly)
            ? ImmutableDictionary<string, string?>.Empty.Add(Topic, $"{SnakeCase.Of(channel.Type!.Name, without: "Channel")}:*")
            : null,
        Display(channel.Type),
        socket.Type.Name);

    private static bool CanBeChannel(ITypeSymbol? type, IAssemblySymbol assembly) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, IsGenericType: false } named
        && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, assembly)
        && MarkedClassParser.Parse(named) is null;

    /// <summary>
    /// Whether a type is reported otherwise: by the compiler if it cannot be found, or by another rule if it is a channel with a second mark.
    /// </summary>
    private static bool IsWrongOtherwise(ITypeSymbol? type, IAssemblySymbol assembly) =>
        type is { TypeKind: TypeKind.Error }
        || (type?.AttributeOf(KnownTypes.ChannelAttribute) is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly));

    private static string Display(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
}
