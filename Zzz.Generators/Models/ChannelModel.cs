namespace Zzz.Generators.Models;

/// <summary>Everything that is needed to write the file for one channel.</summary>
/// <param name="Instance">The channel's instance.</param>
/// <param name="Topic">The parts of the topic pattern, as expressions that create them.</param>
/// <param name="Metadata">The channel's other attributes, as expressions that create them.</param>
internal sealed record ChannelModel(SessionModel Instance, EquatableArray<string> Topic, EquatableArray<string> Metadata);
