using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Models;

/// <summary>The name of a controller's session, or of a channel's instance, in a namespace that has no types of the user's.</summary>
/// <param name="Namespace">The namespace. It includes the names of classes that contain the controller, so that no two sessions have the same name.</param>
/// <param name="Class">The name of the session's class.</param>
/// <param name="MetadataName">The metadata name of the user's class, after which the file is named.</param>
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

    /// <summary>Returns a part of the namespace. It must not end like the name of a session or instance, because the two could then be equal.</summary>
    private static string Part(ISymbol symbol)
    {
        string stem = symbol.Name.TrimEnd('_');
        bool isLikeSession = stem.EndsWith("Session", StringComparison.Ordinal) || stem.EndsWith("Instance", StringComparison.Ordinal);
        return isLikeSession ? $"{symbol.Name}_" : symbol.Name.Escaped();
    }
}
