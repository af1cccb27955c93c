namespace Zzz.Generators.Models;

/// <summary>All that the mapping of one controller or socket is written from.</summary>
/// <param name="MetadataName">The class's metadata name.</param>
/// <param name="Pattern">Its pattern, in ASP.NET Core's form.</param>
/// <param name="Session">Its session, as code writes it.</param>
/// <param name="Channels">The instances of a socket's channels, as code writes them; null of a controller.</param>
/// <param name="Configure">Its <c>Configure</c>, as code writes it, or null.</param>
/// <param name="Metadata">Its attributes, as expressions that make them.</param>
internal sealed record RouteModel(
    string MetadataName,
    string Pattern,
    string Session,
    EquatableArray<string>? Channels,
    string? Configure,
    EquatableArray<string> Metadata);
