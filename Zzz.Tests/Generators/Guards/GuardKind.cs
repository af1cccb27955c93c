namespace Zzz.Tests.Generators.Guards;

/// <summary>Attributes that fare alike.</summary>
/// <param name="Name">What the table calls them.</param>
/// <param name="Anywhere">One that may stand anywhere; null if there can be none.</param>
/// <param name="Attributes">As one writes them; they may stand on classes and methods.</param>
internal sealed record GuardKind(string Name, string? Anywhere, params string[] Attributes);
