namespace Zzz.Presence.Replicas;

/// <summary>One meta of a key on a topic. An entry belongs to the node that tracks it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The user or thing that is present. Several entries may share a key, such as those of a person's browser tabs.</param>
/// <param name="Ref">The entry's <c>phx_ref</c>, which is unique across all nodes.</param>
/// <param name="Meta">The metadata that clients see: a JSON object that includes the <c>phx_ref</c>.</param>
internal sealed record PresenceEntry(string Topic, string Key, string Ref, byte[] Meta);
