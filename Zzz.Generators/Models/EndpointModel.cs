namespace Zzz.Generators.Models;

/// <summary>The code to be written for one controller. It consists only of values, so that code is written again only if they have changed.</summary>
/// <param name="Session">The controller's session.</param>
/// <param name="Route">The controller's route.</param>
internal sealed record EndpointModel(SessionModel Session, RouteModel Route);
