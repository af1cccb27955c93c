namespace Zzz.Generators.Models;

/// <summary>Everything that is needed to map one controller or socket.</summary>
/// <param name="MetadataName">The class's metadata name.</param>
/// <param name="Pattern">The class's pattern, in ASP.NET Core's form.</param>
/// <param name="Session">The class's session, in the form that code uses.</param>
/// <param name="Channels">The instances of a socket's channels, in the form that code uses; null for a controller.</param>
/// <param name="Configure">The class's <c>Configure</c> method in the form that code uses, or null if it has none.</param>
/// <param name="Metadata">The class's attributes, as expressions that create them.</param>
internal sealed record RouteModel(
    string MetadataName,
    string Pattern,
    string Session,
    EquatableArray<string>? Channels,
    string? Configure,
    EquatableArray<string> Metadata);
