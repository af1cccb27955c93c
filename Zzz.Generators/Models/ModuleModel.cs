namespace Zzz.Generators.Models;

/// <summary>A class marked <c>[ZzzModule]</c>.</summary>
/// <param name="Namespace">Its namespace, or null.</param>
/// <param name="Name">Its name.</param>
/// <param name="MetadataName">Its metadata name, after which the file is named.</param>
internal sealed record ModuleModel(string? Namespace, string Name, string MetadataName);
