using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Models;

/// <summary>What the session of a controller, or the instance of a channel, is called, in a namespace where no type of the user is.</summary>
/// <param name="Namespace">The namespace; a class around the controller is a part of it, so that no two sessions share a name.</param>
/// <param name="Class">The class.</param>
/// <param name="MetadataName">The metadata name of the class, after which the file is named.</param>
internal sealed record SessionName(string Namespace, string Class, string MetadataName)
{
    public string FullName => $"global::{Namespace}.{Class}";

    public static SessionName Of(INamedTypeSymbol type, MarkedClassKind kind) => new(
        NamespaceFor(type),
        $"{type.Name}{(kind == MarkedClassKind.Channel ? "Instance" : "Session")}",
        type.FullMetadataName());

    private static string NamespaceFor(ISymbol symbol) => symbol switch
    {
        { ContainingType: { } outer } => $"{NamespaceFor(outer)}.{Part(outer)}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{NamespaceFor(space)}.{Part(space)}",
        _ => "Zzz.Generated",
    };

    /// <summary>No part of a namespace ends as sessions and instances do, or it might be called as one.</summary>
    private static string Part(ISymbol symbol)
    {
        string stem = symbol.Name.TrimEnd('_');
        bool isLikeSession = stem.EndsWith("Session", StringComparison.Ordinal) || stem.EndsWith("Instance", StringComparison.Ordinal);
        return isLikeSession ? $"{symbol.Name}_" : symbol.Name.Escaped();
    }
}
