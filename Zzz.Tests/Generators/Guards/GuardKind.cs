namespace Zzz.Tests.Generators.Guards;

/// <summary>Attributes that have the same effect in each place.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Anywhere">An attribute of this kind that may be in any place; null if there can be none.</param>
/// <param name="Attributes">The attributes in the form in which code writes them. They may be on classes and methods.</param>
internal sealed record GuardKind(string Name, string? Anywhere, params string[] Attributes);
