namespace Zzz.Generators.Models;

/// <summary>A class marked <c>[ZzzModule]</c>.</summary>
/// <param name="Namespace">The module's namespace, or null.</param>
/// <param name="Name">The module's name.</param>
/// <param name="MetadataName">The module's metadata name, after which its file is named.</param>
internal sealed record ModuleModel(string? Namespace, string Name, string MetadataName);
