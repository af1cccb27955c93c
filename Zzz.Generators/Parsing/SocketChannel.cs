using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A type that a socket lists as one of its channels.</summary>
/// <param name="Type">The type; null if the entry is not a type.</param>
/// <param name="Class">The type as a channel; null if it is not a channel of this assembly.</param>
/// <param name="Location">The location of the entry.</param>
internal sealed record SocketChannel(ITypeSymbol? Type, MarkedClass? Class, Location Location)
{
    /// <summary>Returns the channels of a socket, with or without mistakes, in the order in which their patterns are tried.</summary>
    public static ImmutableArray<SocketChannel> Of(MarkedClass socket)
    {
        if (socket.Mark.ConstructorArguments is not [_, { Kind: TypedConstantKind.Array, IsNull: false, Values: var types }]) return [];
        return [.. types.Select((type, i) => new SocketChannel(type.Value as ITypeSymbol, ChannelOf(type, socket), LocationOf(i, types.Length, socket)))];
    }

    private static MarkedClass? ChannelOf(TypedConstant type, MarkedClass socket) =>
        type.Value is INamedTypeSymbol named
        && SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, socket.Type.ContainingAssembly)
        && MarkedClassParser.Parse(named) is { Kind: MarkedClassKind.Channel } channel
            ? channel
            : null;

    /// <summary>Whether each channel of a socket is a separate argument, so that another one can be appended.</summary>
    public static bool AreArguments(MarkedClass socket) =>
        socket.Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.Skip(1).All(argument => argument.Expression is TypeOfExpressionSyntax);

    /// <summary>Returns the location of a channel's entry, or that of the whole attribute if the channels are written as one array.</summary>
    private static Location LocationOf(int index, int count, MarkedClass socket) =>
        socket.Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments } && arguments.Count == count + 1
            ? arguments[index + 1].Expression.GetLocation()
            : socket.PatternLocation;
}
