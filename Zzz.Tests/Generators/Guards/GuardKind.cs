namespace Zzz.Tests.Generators.Guards;

/// <summary>Attributes that fare alike.</summary>
/// <param name="Name">What the table calls them.</param>
/// <param name="Attributes">As one writes them.</param>
internal sealed record GuardKind(string Name, params string[] Attributes);
