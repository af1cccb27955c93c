namespace Zzz.Generators.Models;

/// <summary>Something that a session keeps for its handlers, taken from the upgrade request.</summary>
/// <param name="Name">What the session calls it.</param>
/// <param name="Type">Its type, as code writes it.</param>
/// <param name="Expression">How it is taken, as code writes it.</param>
/// <param name="Origin">Where it is taken from.</param>
internal sealed record ValueModel(string Name, string Type, string Expression, ValueOrigin Origin);
