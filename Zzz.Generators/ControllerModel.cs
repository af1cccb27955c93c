using Zzz.Generators.Endpoints;
using Zzz.Generators.Sessions;

namespace Zzz.Generators;

/// <summary>What one controller is turned into. It is all values: what equals its predecessor is not written again.</summary>
/// <param name="Session">Its session.</param>
/// <param name="Route">Its route.</param>
internal sealed record ControllerModel(SessionModel Session, RouteModel Route);
