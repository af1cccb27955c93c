namespace Zzz.Presence;

/// <summary>One thing that is present on a topic: one meta of one key, which the node that tracks it owns.</summary>
/// <param name="Topic">Where it is.</param>
/// <param name="Key">Who or what it is; several entries may share it, such as those of a person's tabs.</param>
/// <param name="Ref">Its <c>phx_ref</c>, which no other entry of any node has.</param>
/// <param name="Meta">What clients see of it: a JSON object with its <c>phx_ref</c>.</param>
internal sealed record PresenceEntry(string Topic, string Key, string Ref, byte[] Meta);
