namespace Zzz.Generators.Models;

/// <summary>What one controller is turned into. It is all values: what equals its predecessor is not written again.</summary>
/// <param name="Session">Its session.</param>
/// <param name="Route">Its route.</param>
internal sealed record EndpointModel(SessionModel Session, RouteModel Route);
