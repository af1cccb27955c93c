namespace Zzz.Generators.Models;

/// <summary>All that the file of one channel is written from.</summary>
/// <param name="Instance">Its instance.</param>
/// <param name="Topic">The parts of its topic pattern, as expressions that make them.</param>
/// <param name="Metadata">Its other attributes, as expressions that make them.</param>
internal sealed record ChannelModel(SessionModel Instance, EquatableArray<string> Topic, EquatableArray<string> Metadata);
