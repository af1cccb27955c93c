using Microsoft.CodeAnalysis;

namespace Zzz.Tests.Architecture;

/// <summary>A reference from a source file to a type, by name or without naming it.</summary>
internal sealed record Reference(string File, int Line, INamedTypeSymbol Type)
{
    /// <summary>The folder of the file.</summary>
    public string Room => RoomOf(File);

    /// <summary>The folder of the file that declares the type, or <see langword="null"/> if the type is not declared in these sources.</summary>
    public string? TypeRoom => TypeFile is { } file ? RoomOf(file) : null;

    /// <summary>The file that declares the type, or <see langword="null"/> if the type is not declared in these sources.</summary>
    public string? TypeFile => Type.DeclaringSyntaxReferences is [var declaration, ..] ? declaration.SyntaxTree.FilePath : null;

    public string TypeName => Type.ToDisplayString();

    public bool IsIn(string @namespace)
    {
        string own = Type.ContainingNamespace.ToDisplayString();
        return own == @namespace || own.StartsWith($"{@namespace}.", StringComparison.Ordinal);
    }

    /// <summary>Whether the type is this one or derives from it.</summary>
    public bool Is(string type)
    {
        for (INamedTypeSymbol? one = Type; one is not null; one = one.BaseType)
            if (one.OriginalDefinition.ToDisplayString() == type) return true;
        return false;
    }

    private static string RoomOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/');
}
