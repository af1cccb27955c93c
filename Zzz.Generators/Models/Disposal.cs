namespace Zzz.Generators.Models;

/// <summary>How a controller is disposed of; what is hidden behind an explicit implementation needs a cast.</summary>
internal enum Disposal
{
    None,
    Sync,
    SyncExplicit,
    Async,
    AsyncExplicit,
}
