using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A type that a socket names as one of its channels.</summary>
/// <param name="Type">The type; null if it is none.</param>
/// <param name="Class">The type as a channel; null if it is none of this assembly.</param>
/// <param name="Location">Where it is named.</param>
internal sealed record SocketChannel(ITypeSymbol? Type, MarkedClass? Class, Location Location)
{
    /// <summary>The channels of a socket, right or wrong, in the order in which their patterns are tried.</summary>
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

    /// <summary>Whether each channel of a socket is an argument of its own, so that another may follow.</summary>
    public static bool AreArguments(MarkedClass socket) =>
        socket.Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.Skip(1).All(argument => argument.Expression is TypeOfExpressionSyntax);

    /// <summary>Where a type stands, unless all are written as one array.</summary>
    private static Location LocationOf(int index, int count, MarkedClass socket) =>
        socket.Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments } && arguments.Count == count + 1
            ? arguments[index + 1].Expression.GetLocation()
            : socket.PatternLocation;
}
